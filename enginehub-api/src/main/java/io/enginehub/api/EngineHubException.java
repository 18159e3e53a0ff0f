package io.enginehub.api;

import org.jspecify.annotations.Nullable;

/** Base of all exceptions that EngineHub throws on purpose. The message says what was wrong, where, and what to do. */
public abstract class EngineHubException extends RuntimeException {
    private static final long serialVersionUID = 1;

    protected EngineHubException(String message) {
        super(message);
    }

    protected EngineHubException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
