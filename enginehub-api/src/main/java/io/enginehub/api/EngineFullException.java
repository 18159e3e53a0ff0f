package io.enginehub.api;

import java.time.Duration;

/** The waiting queue is full. Nothing was accepted; try again after {@link #retryAfter()}. */
public final class EngineFullException extends EngineHubException {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    public EngineFullException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
