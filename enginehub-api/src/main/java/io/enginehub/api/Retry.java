package io.enginehub.api;

import java.time.Duration;

/**
 * How often and when a failed step is tried again. Applies to kinds {@code ALGORITHM} and {@code TIMEOUT}; the others
 * either fail at once or use up no attempt. The delay before attempt n+1 is drawn between half and the whole of {@code
 * min(maxBackoff, backoff * multiplier^(n-1))}.
 *
 * @param maxAttempts attempts in all, from 1 to 1,000
 * @param backoff the longest delay before the second attempt, from none to 36,500 days
 * @param multiplier by how much each delay is longer than the one before, from 1 to 100
 * @param maxBackoff the longest of all delays, from none to 36,500 days
 */
public record Retry(int maxAttempts, Duration backoff, double multiplier, Duration maxBackoff) {
    public static final Retry DEFAULT = new Retry(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1));
    /** One attempt, no retry. */
    public static final Retry NONE = new Retry(1, Duration.ofSeconds(1), 2, Duration.ofMinutes(1));

    static final int MAX_ATTEMPTS = 1000;
    static final int MAX_MULTIPLIER = 100;

    /** Throws {@link IllegalArgumentException} when a value is out of its bounds. */
    public Retry {
        if (!isAttempts(maxAttempts)) {
            throw new IllegalArgumentException(
                    "retry.maxAttempts must be from 1 to " + MAX_ATTEMPTS + ", not " + maxAttempts);
        }
        if (!isDelay(backoff) || !isDelay(maxBackoff)) {
            throw new IllegalArgumentException("retry.backoff and retry.maxBackoff must be from PT0S to "
                    + FlowChecks.MAX_DURATION + ", not " + backoff + " and " + maxBackoff);
        }
        if (!isMultiplier(multiplier)) {
            throw new IllegalArgumentException(
                    "retry.multiplier must be from 1 to " + MAX_MULTIPLIER + ", not " + multiplier);
        }
    }

    static boolean isAttempts(long number) {
        return number >= 1 && number <= MAX_ATTEMPTS;
    }

    static boolean isDelay(Duration delay) {
        return !delay.isNegative() && delay.compareTo(FlowChecks.MAX_DURATION) <= 0;
    }

    static boolean isMultiplier(double number) {
        return number >= 1 && number <= MAX_MULTIPLIER;
    }
}
