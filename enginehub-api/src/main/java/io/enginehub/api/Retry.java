package io.enginehub.api;

import java.time.Duration;

/**
 * How often and when a failed step is tried again. Applies to kinds {@code ALGORITHM} and {@code TIMEOUT}; the others
 * either fail at once or use up no attempt. The delay before attempt n+1 is drawn between half and the whole of {@code
 * min(maxBackoff, backoff * multiplier^(n-1))}.
 *
 * @param maxAttempts attempts in all, from 1 to 1,000
 */
public record Retry(int maxAttempts, Duration backoff, double multiplier, Duration maxBackoff) {
    public static final Retry DEFAULT = new Retry(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1));
    /** One attempt, no retry. */
    public static final Retry NONE = new Retry(1, Duration.ofSeconds(1), 2, Duration.ofMinutes(1));

    public Retry {
        if (maxAttempts < 1 || maxAttempts > 1000) {
            throw new IllegalArgumentException("retry.maxAttempts must be from 1 to 1000, not " + maxAttempts);
        }
        if (backoff.isNegative() || maxBackoff.isNegative()) {
            throw new IllegalArgumentException("retry.backoff and retry.maxBackoff must not be negative");
        }
        if (!(multiplier >= 1 && multiplier <= 100)) {
            throw new IllegalArgumentException("retry.multiplier must be from 1 to 100, not " + multiplier);
        }
    }
}
