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
            print(what);
        }
    }

    /** Adds a commit. */
    void add(String what, Object of, Object detail) {
        add(what + of + " " + detail);
    }

    /**
     * Adds a message.
     *
     * @param way what becomes of it
     */
    void message(String from, String way, String to, String what) {
        mix(((from.hashCode() * 31L + way.hashCode()) * 31 + to.hashCode()) * 31 + what.hashCode());
        if (print) {
            print(from + way + to + " " + what);
        }
    }

    /** Prints more of what was added last. */
    void detail(Object detail) {
        if (print) {
            System.out.println("            " + detail);
        }
    }

    private void print(String what) {
        System.out.printf("%11.6f %s%n", time.seconds(), what);
    }

    private void mix(long value) {
        hash = (Long.rotateLeft(hash, 5) ^ value ^ time.now() ^ time.executed()) * 0x9E37_79B9_7F4A_7C15L;
    }

    long hash() {
        return hash;
    }
}
