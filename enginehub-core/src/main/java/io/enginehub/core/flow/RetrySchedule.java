package io.enginehub.core.flow;

import io.enginehub.api.Failure;
import io.enginehub.api.Retry;
import java.time.Duration;
import java.util.Optional;

/** Whether and when a failed step is tried again: exponential backoff with equal jitter. */
final class RetrySchedule {
    private RetrySchedule() {}

    /**
     * The delay before the next attempt; empty: there is none.
     *
     * @param failed attempts of this run that have failed, this one included
     * @param jitter from 0 to 1: the delay is that part between half and the whole of the backoff
     */
    static Optional<Duration> next(Retry retry, Failure.Kind kind, int failed, double jitter) {
        return switch (kind) {
            case ALGORITHM, TIMEOUT ->
                failed >= retry.maxAttempts() ? Optional.empty() : Optional.of(backoff(retry, failed, jitter));
            case AGENT_LOST -> Optional.of(Duration.ZERO);
            case INPUT, MODEL, TOO_LARGE, POISON, ENGINE -> Optional.empty();
        };
    }

    private static Duration backoff(Retry retry, int failed, double jitter) {
        double whole = Math.min(
                (double) retry.maxBackoff().toNanos(),
                retry.backoff().toNanos() * Math.pow(retry.multiplier(), failed - 1.0));
        return Duration.ofNanos((long) (whole / 2 + whole / 2 * jitter));
    }
}
