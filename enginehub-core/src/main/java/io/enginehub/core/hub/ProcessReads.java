package io.enginehub.core.hub;

import io.enginehub.api.FlowCut;
import io.enginehub.api.LogLine;
import io.enginehub.api.NotPromotableException;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Step;
import io.enginehub.api.UnknownProcessException;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.StepRow;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.rules.Told;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What can be said of processes by history alone, with no hub at work. Thread-safe; blocks as history does. */
public final class ProcessReads {
    private static final int PAGE = 1000;
    private static final int RESULT_LINES = 10_000;

    private final ProcessHistory history;
    private final PlanCache plans;
    private final Supplier<Instant> wallTime;

    ProcessReads(ProcessHistory history, PlanCache plans, Supplier<Instant> wallTime) {
        this.history = history;
        this.plans = plans;
        this.wallTime = wallTime;
    }

    /** Reads of a history that has no hub here. */
    public static ProcessReads of(ProcessHistory history) {
        // why the beginning of time: only live steps are told in relation to now, and without a hub there are none
        return new ProcessReads(history, new PlanCache(), () -> Instant.EPOCH);
    }

    public Optional<ProcessInstance> find(ProcessId id) {
        return history.find(id).map(ProcessRow::snapshot);
    }

    public Page<ProcessInstance> list(ProcessQuery query) {
        Page<ProcessRow> page = history.list(query);
        return new Page<>(page.items().stream().map(ProcessRow::snapshot).toList(), page.next());
    }

    public Page<LogLine> logs(ProcessId id, long after) {
        row(id);
        List<LogLine> lines = history.logs(id, after, PAGE);
        String next =
                lines.size() < PAGE ? null : Long.toString(lines.get(PAGE - 1).number());
        return new Page<>(lines, next);
    }

    public ProcessFlow flow(ProcessId id) {
        return compiled(row(id)).flow();
    }

    public Payload input(ProcessId id) {
        row(id);
        Payload input = history.payloads(id, List.of(ProcessHistory.INPUT)).get(ProcessHistory.INPUT);
        if (input == null) {
            throw new UnknownProcessException("History no longer holds the input of process " + id + ".");
        }
        return input;
    }

    /** All that history holds of a process, whether it has ended or not. */
    public ProcessResult result(ProcessId id) {
        ProcessHistory.Story story = history.story(id, RESULT_LINES).orElseThrow(() -> UnknownProcessException.of(id));
        return new ProcessResult(
                story.row().snapshot(),
                steps(story.row(), story.steps(), story.attempts(), List.of()),
                story.lines(),
                story.output());
    }

    /** The same of a process whose end was told with all that belongs to it. */
    ProcessResult result(Told end) {
        List<Step> steps = steps(end.row(), end.steps(), List.of(), List.of());
        return new ProcessResult(end.row().snapshot(), steps, List.of(), end.output());
    }

    public ProcessFlow promote(ProcessId id, String from, String to, String key) {
        ProcessRow row = row(id);
        if (row.status() != ProcessStatus.FINISHED) {
            throw new NotPromotableException(
                    "Process " + id + " is " + row.status() + "; only a FINISHED one can be promoted.");
        }
        FlowCut cut = FlowCut.of(compiled(row).flow(), from, to, key);
        Set<String> names = new LinkedHashSet<>();
        cut.modelSources().forEach(source -> names.add(stored(source)));
        Map<String, Payload> outputs = history.payloads(id, names);
        return cut.freeze(source -> recorded(outputs, source));
    }

    private static Payload recorded(Map<String, Payload> outputs, String source) {
        Payload payload = outputs.get(stored(source));
        if (payload == null) {
            throw new NotPromotableException("History no longer holds what '" + source + "' gave.");
        }
        return payload;
    }

    private static String stored(String source) {
        return source.isEmpty() ? ProcessHistory.INPUT : source;
    }

    ProcessRow row(ProcessId id) {
        return history.find(id).orElseThrow(() -> UnknownProcessException.of(id));
    }

    List<Step> steps(ProcessRow row, List<LiveStep> live) {
        return steps(row, history.steps(row.id()), history.attempts(row.id()), live);
    }

    private List<Step> steps(ProcessRow row, List<StepRow> finished, List<AttemptRow> failed, List<LiveStep> live) {
        return new StepViews(row, finished, failed, live, wallTime.get()).of(compiled(row));
    }

    CompiledFlow compiled(ProcessRow row) {
        return plans.find(row.head().plan())
                .orElseGet(() -> plans.load(history.plan(row.head().plan())
                        .orElseThrow(() -> new UnknownProcessException(
                                "History no longer holds the flow of process " + row.id() + "."))));
    }
}
