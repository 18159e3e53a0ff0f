package io.enginehub.api;

/** There is no live version of the flow that was asked for. */
public final class UnknownFlowException extends EngineHubException {
    private static final long serialVersionUID = 1;

    public UnknownFlowException(String message) {
        super(message);
    }
}
