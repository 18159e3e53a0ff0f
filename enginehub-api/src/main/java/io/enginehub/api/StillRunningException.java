package io.enginehub.api;

/** The process did not end within the caller's patience. It goes on; ask again. */
public final class StillRunningException extends EngineHubException {
    private static final long serialVersionUID = 1;

    public StillRunningException(String message) {
        super(message);
    }
}
