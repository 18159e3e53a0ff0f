package io.enginehub.api;

/** The idempotency key was used before with another request. */
public final class KeyConflictException extends EngineHubException {
    private static final long serialVersionUID = 1;

    public KeyConflictException(String message) {
        super(message);
    }
}
