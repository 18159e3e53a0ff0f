package io.enginehub.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many processes wait, for what, and since when. */
public record QueueSummary(List<Line> lines) {
    public QueueSummary {
        lines = List.copyOf(lines);
    }

    /**
     * The processes that wait for one reason.
     *
     * @param algorithm the algorithm that is missing or busy, where one is
     * @param since when the oldest of them was submitted
     */
    public record Line(Explanation.Reason reason, @Nullable String algorithm, long count, Instant since) {}

    /** All that wait. */
    public long count() {
        return lines.stream().mapToLong(Line::count).sum();
    }
}
