package io.enginehub.launcher;

/**
 * Keeps the log quiet. By system properties and not by a file of the logger's: that would lie in the jar that hosts take
 * as a dependency, and speak for their logging too.
 */
final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    /** To be called before the first logger is made. What the caller has set by {@code -D} stays. */
    static void configure(boolean debug) {
        set("defaultLogLevel", debug ? "debug" : "warn");
        set("showThreadName", String.valueOf(debug));
        set("showShortLogName", "true");
        set("showLogName", "false");
    }

    private static void set(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
