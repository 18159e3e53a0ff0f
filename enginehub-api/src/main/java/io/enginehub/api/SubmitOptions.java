package io.enginehub.api;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be said with a submit.
 *
 * @param idempotencyKey a submit with the same key and the same content within 24 hours is the same process, of the
 *     newest 100,000 keys where the store is in memory; 1 to 200 characters
 * @param labels to find the process by: at most 64, each with a name of 1 to 100 characters and a value of up to 1,000
 * @param deadline how long after the submit the process is TIMED_OUT, positive and at most 36,500 days; the flow's own
 *     deadline where null
 * @param client whose request it is: the keys of two clients never meet; 1 to 100 characters. A hub by REST goes by the
 *     token instead
 */
public record SubmitOptions(
        @Nullable String idempotencyKey,
        Map<String, String> labels,
        @Nullable Duration deadline,
        String client) {
    /** The client of requests that nobody else is named for. */
    public static final String LOCAL = "local";

    private static final int MAX_CLIENT = 100;
    private static final int MAX_KEY = 200;
    private static final int MAX_LABELS = 64;
    private static final int MAX_LABEL_NAME = 100;
    private static final int MAX_LABEL_VALUE = 1000;

    /** Throws {@link IllegalArgumentException} when a value is out of its bounds. */
    public SubmitOptions {
        labels = Map.copyOf(labels);
        if (idempotencyKey != null && (idempotencyKey.isEmpty() || idempotencyKey.length() > MAX_KEY)) {
            throw new IllegalArgumentException(
                    "an idempotency key has 1 to " + MAX_KEY + " characters, not " + idempotencyKey.length());
        }
        if (client.isEmpty() || client.length() > MAX_CLIENT) {
            throw new IllegalArgumentException(
                    "a client has 1 to " + MAX_CLIENT + " characters, not " + client.length());
        }
        if (labels.size() > MAX_LABELS) {
            throw new IllegalArgumentException("a process has at most " + MAX_LABELS + " labels, not " + labels.size());
        }
        labels.forEach(SubmitOptions::checkLabel);
        if (deadline != null
                && (deadline.isNegative() || deadline.isZero() || deadline.compareTo(FlowChecks.MAX_DURATION) > 0)) {
            throw new IllegalArgumentException("a deadline is positive and at most " + FlowChecks.MAX_DURATION
                    + ", not " + deadline + "; null leaves it to the flow");
        }
    }

    /** Options of the client {@link #LOCAL}. */
    public SubmitOptions(@Nullable String idempotencyKey, Map<String, String> labels, @Nullable Duration deadline) {
        this(idempotencyKey, labels, deadline, LOCAL);
    }

    private static void checkLabel(String name, String value) {
        if (name.isEmpty() || name.length() > MAX_LABEL_NAME) {
            throw new IllegalArgumentException(
                    "a label's name has 1 to " + MAX_LABEL_NAME + " characters, unlike " + Names.quoted(name));
        }
        if (value.length() > MAX_LABEL_VALUE) {
            throw new IllegalArgumentException("a label's value has up to " + MAX_LABEL_VALUE + " characters; that of "
                    + Names.quoted(name) + " has " + value.length());
        }
    }

    public static SubmitOptions none() {
        return new SubmitOptions(null, Map.of(), null);
    }

    public static SubmitOptions key(String idempotencyKey) {
        return new SubmitOptions(idempotencyKey, Map.of(), null);
    }
}
