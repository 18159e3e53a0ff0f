package io.enginehub.command;

import io.enginehub.api.EngineHubException;
import org.jspecify.annotations.Nullable;

/** A program could not be started, failed, or did not keep to the protocol; the message says which and how. */
public final class CommandException extends EngineHubException {
    private static final long serialVersionUID = 1;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
