package io.enginehub.core.agent;

import io.enginehub.api.EngineHubException;

/** What to tell people of a throwable of other people's code. */
final class Problems {
    private static final int MAX_CHARS = 4000;

    private Problems() {}

    /** The message where there is one, with the type in front unless the message says enough. */
    static String text(Throwable e) {
        String message = e.getMessage();
        String type = e.getClass().getSimpleName();
        String text = message == null || message.isBlank() ? type : type + ": " + message;
        Throwable cause = e.getCause();
        boolean ours = e instanceof EngineHubException; // why: its message says all, and its cause is another library's
        if (!ours && cause != null && cause != e && cause.getMessage() != null && !text.contains(cause.getMessage())) {
            text += " (caused by " + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")";
        }
        return cut(text, MAX_CHARS);
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
