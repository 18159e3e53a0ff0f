package io.enginehub.api;

/** A deployment's models did not become warm within the caller's patience; the message names what lacks. The deployment goes on in the background. */
public final class NotWarmException extends EngineHubException {
    private static final long serialVersionUID = 1;

    public NotWarmException(String message) {
        super(message);
    }
}
