package io.enginehub.core.hub;

import io.enginehub.api.Failure;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Step;
import io.enginehub.api.StepStatus;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.StepRow;
import io.enginehub.core.flow.CompiledFlow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process's steps as people see them: of what is stored, and of what its dispatcher says. */
final class StepViews {
    private final ProcessRow process;
    private final Instant now;
    private final Map<String, StepRow> finished = new LinkedHashMap<>();
    private final Map<String, List<AttemptRow>> failed = new LinkedHashMap<>();
    private final Map<String, LiveStep> live = new LinkedHashMap<>();

    StepViews(ProcessRow process, List<StepRow> steps, List<AttemptRow> attempts, List<LiveStep> live, Instant now) {
        this.process = process;
        this.now = now;
        steps.forEach(row -> finished.put(row.step(), row));
        attempts.stream()
                .filter(row -> row.loss() == 0 && row.key().run() == process.run())
                .forEach(row -> failed.computeIfAbsent(row.key().step(), step -> new ArrayList<>())
                        .add(row));
        live.forEach(step -> this.live.put(step.step(), step));
    }

    List<Step> of(CompiledFlow flow) {
        Set<String> open = new LinkedHashSet<>();
        flow.nodes().stream().filter(node -> !finished.containsKey(node.key())).forEach(node -> open.add(node.key()));
        return flow.nodes().stream()
                .map(node -> step(node, flow.dependencies(node).stream().noneMatch(open::contains)))
                .toList();
    }

    private Step step(CompiledFlow.Node node, boolean mayStart) {
        StepRow done = finished.get(node.key());
        if (done != null) {
            return new Step(
                    node.key(),
                    node.algorithm(),
                    StepStatus.FINISHED,
                    done.attempt(),
                    done.started(),
                    done.ended(),
                    done.agent(),
                    null,
                    null,
                    null);
        }
        LiveStep now = live.get(node.key());
        return now == null ? stored(node, mayStart) : live(node, now);
    }

    private Step live(CompiledFlow.Node node, LiveStep step) {
        StepStatus status = switch (step.phase()) {
            case NO_AGENT, AGENT_BUSY -> StepStatus.READY;
            case MODEL_LOADING, RUNNING -> StepStatus.RUNNING;
            case RETRYING -> StepStatus.RETRYING;
        };
        boolean running = status == StepStatus.RUNNING;
        AttemptRow last = last(node);
        return new Step(
                node.key(),
                node.algorithm(),
                status,
                running ? step.attempt() : step.attempt() - 1,
                running ? now.minus(step.since()) : null,
                null,
                step.agent(),
                step.phase() == LiveStep.Phase.RUNNING ? step.fraction() : null,
                step.due() == null ? null : now.plus(step.due()),
                last == null || running ? null : last.failure());
    }

    private Step stored(CompiledFlow.Node node, boolean mayStart) {
        AttemptRow last = last(node);
        Failure failure = last == null ? null : last.failure();
        Failure ended = process.failure();
        StepStatus status;
        if (process.status().isTerminal()) {
            boolean fatal = process.status() == ProcessStatus.FAILED
                    && ended != null
                    && ended.processor().equals(node.key());
            status = fatal ? StepStatus.FAILED : StepStatus.CANCELLED;
            failure = fatal ? ended : failure;
        } else if (last != null) {
            status = StepStatus.RETRYING;
        } else {
            status = mayStart ? StepStatus.READY : StepStatus.WAITING;
        }
        return new Step(
                node.key(),
                node.algorithm(),
                status,
                failed.getOrDefault(node.key(), List.of()).size(),
                last == null ? null : last.started(),
                last == null ? null : last.ended(),
                last == null || last.agent().isEmpty() ? null : last.agent(),
                null,
                last == null || process.status().isTerminal() ? null : last.nextAt(),
                failure);
    }

    /** The last failed attempt of this run. */
    private @Nullable AttemptRow last(CompiledFlow.Node node) {
        List<AttemptRow> all = failed.getOrDefault(node.key(), List.of());
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }
}
