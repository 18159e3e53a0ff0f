package io.enginehub.api;

import org.jspecify.annotations.Nullable;

/** A payload is not what it was taken for; the message names the place as a JSON Pointer. */
public final class PayloadException extends EngineHubException {
    private static final long serialVersionUID = 1;

    private final boolean tooLarge;

    public PayloadException(String message) {
        this(message, null, false);
    }

    PayloadException(String message, @Nullable Throwable cause, boolean tooLarge) {
        super(message, cause);
        this.tooLarge = tooLarge;
    }

    /** A payload that exceeds a bound: its size, or its depth. */
    public static PayloadException tooLarge(String message) {
        return new PayloadException(message, null, true);
    }

    /** Whether a bound was exceeded, rather than a form broken. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
