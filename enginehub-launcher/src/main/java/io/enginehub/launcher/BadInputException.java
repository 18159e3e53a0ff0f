package io.enginehub.launcher;

import org.jspecify.annotations.Nullable;

/** What the caller gave is at fault: an argument, a file, a jar. The message is all that is printed. */
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadInputException(String message) {
        super(message);
    }

    BadInputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
