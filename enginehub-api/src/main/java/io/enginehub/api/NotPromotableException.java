package io.enginehub.api;

/** The cut that was asked for cannot be made into a flow of its own; the message names the reference that leaks. */
public final class NotPromotableException extends EngineHubException {
    private static final long serialVersionUID = 1;

    public NotPromotableException(String message) {
        super(message);
    }
}
