package io.enginehub.api.spi;

import io.enginehub.api.LogLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a running step says.
 *
 * @param progress from 0 to 1, where it tells
 */
public record StepLines(
        EventKey key,
        long epoch,
        List<Line> lines,
        @Nullable Double progress) {
    public StepLines {
        lines = List.copyOf(lines);
    }

    /** One line, with the agent's wall time, for display. */
    public record Line(Instant at, LogLine.Level level, String text) {}
}
