package io.enginehub.api;

/** There is no process of this id, or history no longer holds it. */
public final class UnknownProcessException extends EngineHubException {
    private static final long serialVersionUID = 1;

    public UnknownProcessException(String message) {
        super(message);
    }

    /** Says so of this process. */
    public static UnknownProcessException of(ProcessId id) {
        return new UnknownProcessException("There is no process " + id + ", or history no longer holds it.");
    }
}
