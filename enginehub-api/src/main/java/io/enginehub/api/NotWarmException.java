package io.enginehub.api;

/**
 * A deployed version is not live; the message names what lacks. The version before it still serves. Unless it has
 * {@link #hasFailed() failed}, the deployment goes on in the background.
 */
public final class NotWarmException extends EngineHubException {
    private static final long serialVersionUID = 1;

    private final boolean failed;

    public NotWarmException(String message, boolean failed) {
        super(message);
        this.failed = failed;
    }

    /** True: a model failed to load, or the version was withdrawn. False: it only took longer than the patience. */
    public boolean hasFailed() {
        return failed;
    }
}
