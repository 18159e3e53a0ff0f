package io.enginehub.core.hub;

import java.time.Duration;

/**
 * How long a transaction waits for more operations. What was answered together comes back together, as the next steps of the
 * same processes: the next transaction waits for as many as were answered with the last one, beside those that had come
 * meanwhile. Without the latter, two halves of the load would take turns for ever, each in transactions of its own. It waits
 * for a part of the time that the last one took, so that it is nothing when idle or when the store is quick; and for such a
 * part again as long as more keep coming, or are about to: between hosts that takes its time, and how long is learned.
 */
final class Gathering {
    private static final int PARTS = 4;
    private static final int WORTH_IT = 2;
    /** So many share the cost of a commit well enough. */
    private static final int ENOUGH = 16;
    /** Of so many operations, about, is the average. */
    private static final int MEMORY = 16;

    private static final long LONGEST_NANOS = 5_000_000;
    private static final long SHORTEST_NANOS = 50_000;
    /** What comes later counts as that late: it has not been waiting for an answer. */
    private static final long LATEST_NANOS = 2 * LONGEST_NANOS;

    private final int most;
    private int expected;
    private long lastNanos;
    private boolean hasAnswered;
    private long answeredNanos;
    private long lateNanos;

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
     * @param took how long it has taken, in nanoseconds
     * @param now the loop's time
     */
    void ended(int answered, int waiting, long took, long now) {
        expected = Math.min(most, answered + waiting);
        lastNanos = took;
        if (answered > 0) {
            hasAnswered = true;
            answeredNanos = now;
        }
    }

    /** An operation that others follow on has come: so late after an answer, as a rule, do they come. */
    void came(long now) {
        if (hasAnswered) {
            long late = Math.min(LATEST_NANOS, now - answeredNanos);
            lateNanos += (late - lateNanos) / MEMORY;
        }
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
        long part = Math.min(LONGEST_NANOS, lastNanos / PARTS);
        boolean stays = waiting < ENOUGH && looks * part < usualNanos();
        boolean over = looks >= PARTS || looks > 0 && waiting == before && !stays;
        return over || waiting == 0 || isWhole(waiting) || expected < WORTH_IT || part < SHORTEST_NANOS
                ? Duration.ZERO
                : Duration.ofNanos(part);
    }

    /** When all have come, as a rule; zero: they come so late that it is of no use to wait for them. */
    private long usualNanos() {
        return lateNanos <= lastNanos ? 2 * lateNanos : 0;
    }
}
