package io.enginehub.core.agent;

import io.enginehub.api.EngineHubException;

/** What to tell people of a throwable of other people's code. */
final class Problems {
    private static final int MAX_CHARS = 4000;

    private Problems() {}

    /** The type, then the message where there is one. Never fails, whatever the throwable does. */
    static String text(Throwable e) {
        try {
            return told(e);
        } catch (Throwable broken) { // why: a message is made by other people's code, which may fail in any way
            return type(e) + ", whose message cannot be read";
        }
    }

    private static String told(Throwable e) {
        String message = message(e);
        String text = message.isBlank() ? type(e) : type(e) + ": " + message;
        Throwable cause = e.getCause();
        boolean ours = e instanceof EngineHubException; // why: its message says all, and its cause is another library's
        if (!ours && cause != null && cause != e) {
            String why = message(cause);
            text += why.isEmpty() || text.contains(why) ? "" : " (caused by " + type(cause) + ": " + why + ")";
        }
        return cut(text, MAX_CHARS);
    }

    private static String message(Throwable e) {
        String message = e.getMessage();
        return message == null ? "" : cut(message, MAX_CHARS);
    }

    private static String type(Throwable e) {
        String simple = e.getClass().getSimpleName();
        return simple.isEmpty() ? e.getClass().getName() : simple; // why: an anonymous class has no simple name
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
