package io.enginehub.api;

/**
 * Thrown by an algorithm when its input is at fault: the step fails at once with kind {@code INPUT} and this message,
 * without the retries that other exceptions get.
 */
public final class InputException extends EngineHubException {
    private static final long serialVersionUID = 1;

    public InputException(String message) {
        super(message);
    }
}
