package io.enginehub.core.hub;

import java.time.Duration;

/**
 * How long a hub keeps what is of no more use to it.
 *
 * @param age ended processes
 * @param count so many ended processes
 * @param keys idempotency keys, since their submit
 * @param rest sessions since their lease ended, and flows' contents since their last use
 * @param every so often it looks
 */
public record Keep(Duration age, long count, Duration keys, Duration rest, Duration every) {
    private static final Duration KEYS = Duration.ofHours(24);
    /** Far longer than a message is on its way, or than anybody who has lost a session does not know of it. */
    private static final Duration REST = Duration.ofHours(24);

    private static final Duration EVERY = Duration.ofMinutes(1);

    public Keep {
        if (count < 0 || age.isNegative()) {
            throw new IllegalArgumentException("keepHistory takes no negative values");
        }
    }

    /** How long it keeps how waiting processes were seen, since that is told of ended ones, too. */
    Duration checks() {
        return age.compareTo(rest) > 0 ? age : rest;
    }

    /** Ended processes as long and as many as that. */
    public static Keep processes(Duration age, long count) {
        return new Keep(age, count, KEYS, REST, EVERY);
    }
}
