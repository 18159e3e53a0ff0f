package io.enginehub.api.spi;

import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes back of an event: an output, or a failure.
 *
 * @param took how long the handler took
 * @param lines what it logged and was not sent before
 * @param spoke whether lines were sent before, by themselves: they may come later than this, or never
 */
public record ResultEvent(
        EventKey key,
        long epoch,
        String agent,
        Duration took,
        @Nullable Payload output,
        @Nullable Failure failure,
        List<StepLines.Line> lines,
        boolean spoke) {
    /** A result of a handler whose lines, if any, are all here. */
    public ResultEvent(
            EventKey key,
            long epoch,
            String agent,
            Duration took,
            @Nullable Payload output,
            @Nullable Failure failure,
            List<StepLines.Line> lines) {
        this(key, epoch, agent, took, output, failure, lines, false);
    }

    public ResultEvent {
        lines = List.copyOf(lines);
        if ((output == null) == (failure == null)) {
            throw new IllegalArgumentException("a result is an output or a failure");
        }
    }
}
