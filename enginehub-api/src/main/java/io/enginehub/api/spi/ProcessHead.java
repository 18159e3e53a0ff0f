package io.enginehub.api.spi;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.ProcessId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What hardly ever changes of a process: an operator's retry takes the deadline away, and nothing else.
 *
 * @param seq its place in the order from old to new; given by the store at the insert, 0 before
 * @param deadline when it is TIMED_OUT
 */
public record ProcessHead(
        ProcessId id,
        long seq,
        PlanHash plan,
        FlowVersion flow,
        Map<String, String> labels,
        Instant submitted,
        @Nullable Instant deadline) {
    public ProcessHead {
        labels = Map.copyOf(labels);
    }

    /** The same without a deadline, for an operator's retry. */
    public ProcessHead withoutDeadline() {
        return new ProcessHead(id, seq, plan, flow, labels, submitted, null);
    }

    public ProcessHead withSeq(long given) {
        return new ProcessHead(id, given, plan, flow, labels, submitted, deadline);
    }
}
