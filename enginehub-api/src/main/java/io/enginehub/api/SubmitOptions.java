package io.enginehub.api;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be said with a submit.
 *
 * @param idempotencyKey a submit with the same key and the same content is the same process; at most 200 characters
 * @param deadline how long after the submit the process is TIMED_OUT, positive and at most 36,500 days; the flow's own
 *     deadline where null
 */
public record SubmitOptions(
        @Nullable String idempotencyKey,
        Map<String, String> labels,
        @Nullable Duration deadline) {
    public SubmitOptions {
        labels = Map.copyOf(labels);
        if (idempotencyKey != null && (idempotencyKey.isEmpty() || idempotencyKey.length() > 200)) {
            throw new IllegalArgumentException("an idempotency key has 1 to 200 characters");
        }
        if (deadline != null
                && (deadline.isNegative() || deadline.isZero() || deadline.compareTo(FlowChecks.MAX_DURATION) > 0)) {
            throw new IllegalArgumentException("a deadline is positive and at most " + FlowChecks.MAX_DURATION
                    + ", not " + deadline + "; null leaves it to the flow");
        }
    }

    public static SubmitOptions none() {
        return new SubmitOptions(null, Map.of(), null);
    }

    public static SubmitOptions key(String idempotencyKey) {
        return new SubmitOptions(idempotencyKey, Map.of(), null);
    }
}
