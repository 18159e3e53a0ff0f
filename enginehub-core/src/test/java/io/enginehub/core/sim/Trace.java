package io.enginehub.core.sim;

/** All that happened in a run, as a rolling hash: two runs of one seed give the same. */
final class Trace {
    private final SimulatedTime time;
    private final boolean print;
    private long hash;

    /**
     * A trace.
     *
     * @param print whether it is printed, too
     */
    Trace(SimulatedTime time, boolean print) {
        this.time = time;
        this.print = print;
    }

    void add(String what) {
        mix(what.hashCode());
        if (print) {
            System.out.printf("%11.6f %s%n", time.seconds(), what);
        }
    }

    /** Adds a commit. */
    void add(String what, Object of, Object detail) {
        add(what + of + " " + detail);
    }

    /** Adds an event, and prints more of it. */
    void add(String what, Object detail) {
        add(what);
        if (print) {
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
