package io.enginehub.api;

/** The calling thread was interrupted while it waited. The thread's interrupt flag is set again. */
public final class InterruptedWaitException extends EngineHubException {
    private static final long serialVersionUID = 1;

    public InterruptedWaitException(String message) {
        super(message);
    }
}
