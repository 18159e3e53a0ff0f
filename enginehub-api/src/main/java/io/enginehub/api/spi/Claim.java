package io.enginehub.api.spi;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A process that now is a dispatcher's.
 *
 * @param run one higher at each operator retry
 * @param plan the hash of the flow
 * @param finished the steps that have a result
 * @param tries what was tried in this run and failed
 * @param payloads the process's input and the outputs of finished steps, as far as they are small; the others are asked
 *     for with {@link WaitingQueue#payloads}
 */
public record Claim(
        Held held,
        int run,
        FlowVersion version,
        PlanHash plan,
        ProcessFlow flow,
        Set<String> finished,
        List<Try> tries,
        Map<String, Payload> payloads) {
    public ProcessId id() {
        return held.process();
    }

    /**
     * What was tried of one step in this run.
     *
     * @param attempts that failed
     * @param losses of agents that handled it
     * @param due when the next attempt may start
     */
    public record Try(String step, int attempts, int losses, Duration due) {}
}
