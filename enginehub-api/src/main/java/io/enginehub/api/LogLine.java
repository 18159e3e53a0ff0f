package io.enginehub.api;

import java.time.Instant;

/**
 * A line of a process's log.
 *
 * @param number grows within a process; ask for what comes after it
 * @param processor the processor's key
 */
public record LogLine(long number, Instant at, String processor, int attempt, Level level, String text) {
    /** A plain line, or a warning. */
    public enum Level {
        INFO,
        WARN
    }
}
