package io.enginehub.command;

import java.time.Duration;

/**
 * What a process may do before it is taken for broken.
 *
 * @param loadPatience how long it may take to load its model
 * @param line bytes of a line on standard output
 * @param lines lines from a question to its answer
 * @param goodbye how long it may stay when nothing is wanted of it any more
 */
record Limits(Duration loadPatience, int line, int lines, Duration goodbye) {
    // why 32 MiB: an output of 16 MiB, the largest that agents take, fits in base64 and as text
    static final Limits DEFAULTS = new Limits(Duration.ofMinutes(10), 32 << 20, 100_000, Duration.ofSeconds(2));

    Limits withLoadPatience(Duration patience) {
        return new Limits(patience, line, lines, goodbye);
    }
}
