package io.enginehub.core.sim;

/** All that happened in a run, as a rolling hash: two runs of one seed give the same. */
final class Trace {
    private static final boolean PRINT = Boolean.getBoolean("sim.trace");

    private final SimulatedTime time;
    private long hash;

    Trace(SimulatedTime time) {
        this.time = time;
    }

    void add(String what) {
        mix(what.hashCode());
        if (PRINT) {
            System.out.printf("%11.6f %s%n", time.seconds(), what);
        }
    }

    /** Adds an event, and prints more of it. */
    void add(String what, Object detail) {
        add(what);
        if (PRINT) {
            System.out.println("            " + detail);
        }
    }

    private void mix(long value) {
        hash = (Long.rotateLeft(hash, 5) ^ value ^ time.now() ^ time.executed()) * 0x9E37_79B9_7F4A_7C15L;
    }

    long hash() {
        return hash;
    }
}
