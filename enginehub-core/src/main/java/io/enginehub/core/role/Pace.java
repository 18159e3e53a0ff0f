package io.enginehub.core.role;

import java.time.Duration;

/**
 * How many events may stand in line at an agent whose handlers are all busy: so many as are done within a moment, going by
 * how long the latest ones took. Short handlers would else wait for a round trip each; long ones must not queue behind each
 * other while another agent is free.
 */
public final class Pace {
    /** The most that stand in line for each event of the capacity. */
    public static final int MAX_AHEAD = 64;

    private static final long MOMENT_NANOS = Duration.ofMillis(1).toNanos();
    private static final long UNKNOWN = Long.MAX_VALUE;

    private long averageNanos = UNKNOWN;

    /** An event was handled in that time. A longer one counts more than a shorter one. */
    public void took(Duration time) {
        long nanos = Math.max(0, time.toNanos());
        if (averageNanos == UNKNOWN) {
            averageNanos = nanos;
        } else if (nanos > averageNanos) {
            averageNanos += (nanos - averageNanos) / 4;
        } else {
            averageNanos -= (averageNanos - nanos) / 8;
        }
    }

    /** Whether an event is done within a moment, as far as is known. */
    public boolean isShort() {
        return averageNanos <= MOMENT_NANOS;
    }

    /** The events beyond a capacity that are done within so many milliseconds; 0 while nothing is known. */
    public int ahead(int capacity, int moments) {
        if (averageNanos == UNKNOWN) {
            return 0;
        }
        long each = moments * MOMENT_NANOS / Math.max(1, averageNanos);
        return (int) Math.min(Integer.MAX_VALUE / 2, capacity * Math.min((long) MAX_AHEAD * moments, each));
    }
}
