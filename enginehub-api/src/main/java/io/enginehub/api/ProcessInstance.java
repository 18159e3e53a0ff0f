package io.enginehub.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a flow: a snapshot, never live.
 *
 * @param epoch the fencing number: one higher at every claim, takeover, cancel and operator retry
 */
public record ProcessInstance(
        ProcessId id,
        FlowVersion flow,
        boolean adHoc,
        ProcessStatus status,
        long epoch,
        ProcessTimes times,
        Map<String, String> labels,
        @Nullable Failure failure) {
    public ProcessInstance {
        labels = Map.copyOf(labels);
    }
}
