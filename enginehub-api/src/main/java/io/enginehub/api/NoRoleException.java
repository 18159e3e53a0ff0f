package io.enginehub.api;

/** The engine was asked for something that needs a role which it does not run. */
public final class NoRoleException extends EngineHubException {
    private static final long serialVersionUID = 1;

    public NoRoleException(String message) {
        super(message);
    }
}
