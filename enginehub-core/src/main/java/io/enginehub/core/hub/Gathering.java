package io.enginehub.core.hub;

import java.time.Duration;

/**
 * How long a transaction waits for more operations. What was answered together comes back together, as the next steps of the
 * same processes: the next transaction waits for as many as were answered with the last one, beside those that had come
 * meanwhile. Without the latter, two halves of the load would take turns for ever, each in transactions of its own. It waits
 * for a part of the time that the last one took, so that it is nothing when idle or when the store is quick; and for such a
 * part again as long as more keep coming, which between hosts takes its time.
 */
final class Gathering {
    private static final int PARTS = 4;
    private static final int WORTH_IT = 2;
    private static final long LONGEST_NANOS = 5_000_000;
    private static final long SHORTEST_NANOS = 50_000;

    private final int most;
    private int expected;
    private long lastNanos;

    /**
     * Nothing is expected yet.
     *
     * @param most what one transaction takes: more is not waited for
     */
    Gathering(int most) {
        this.most = most;
    }

    /**
     * A transaction has ended.
     *
     * @param answered how many of its operations others follow on
     * @param waiting how many had come before they were answered
     */
    void ended(int answered, int waiting, long nanos) {
        expected = Math.min(most, answered + waiting);
        lastNanos = nanos;
    }

    /** Whether all that is expected waits. */
    boolean isWhole(int waiting) {
        return waiting >= expected;
    }

    /**
     * How long the next transaction waits until it looks again; zero: no longer.
     *
     * @param looks how often it has looked
     * @param before how many waited when it looked last
     */
    Duration pause(int waiting, int looks, int before) {
        if (looks > 0 && (looks >= PARTS || waiting == before)) {
            return Duration.ZERO;
        }
        long nanos = Math.min(LONGEST_NANOS, lastNanos / PARTS);
        return waiting == 0 || isWhole(waiting) || expected < WORTH_IT || nanos < SHORTEST_NANOS
                ? Duration.ZERO
                : Duration.ofNanos(nanos);
    }
}
