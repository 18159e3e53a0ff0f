package io.enginehub.api;

/** There is no process of this id, or history no longer holds it. */
public final class UnknownProcessException extends EngineHubException {
    private static final long serialVersionUID = 1;

    public UnknownProcessException(String message) {
        super(message);
    }
}
