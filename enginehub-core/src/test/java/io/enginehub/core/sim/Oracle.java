package io.enginehub.core.sim;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.StepRow;
import io.enginehub.api.spi.Writes;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ContentHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stands outside the system, is told of every commit, and knows what must never be. */
final class Oracle {
    final Asked asked = new Asked();
    final Executions executions = new Executions();
    final SessionOracle sessions = new SessionOracle(this);
    final List<String> violations = new ArrayList<>();
    private final MoveOracle moves;
    private final Map<PlanHash, CompiledFlow> plans = new HashMap<>();
    private final Map<ProcessId, Seen> processes = new LinkedHashMap<>();
    private final Map<RequestKey, ProcessId> keys = new HashMap<>();
    private Trace trace;
    private long open;

    Oracle(int slots) {
        this.moves = new MoveOracle(this, slots);
    }

    void trace(Trace into) {
        trace = into;
    }

    void violation(String what) {
        violations.add(what);
        trace.add("VIOLATION " + what);
    }

    void check(boolean holds, String otherwise) {
        if (!holds) {
            violation(otherwise);
        }
    }

    /** How many processes have not ended. */
    long open() {
        return open;
    }

    Collection<Seen> processes() {
        return processes.values();
    }

    void committed(Writes writes, Instant now) {
        writes.plans()
                .forEach(row ->
                        plans.computeIfAbsent(row.hash(), hash -> CompiledFlow.of(ProcessFlow.parse(row.body()))));
        writes.sessions().forEach(row -> {
            trace.add("commit session " + row.id() + " " + row.state());
            sessions.committed(row, now);
        });
        writes.inserts().forEach(this::inserted);
        writes.steps().forEach(this::finished);
        writes.payloads().forEach(this::payload);
        writes.attempts().forEach(this::attempted);
        writes.updates().forEach(row -> updated(row, now));
        writes.keys().forEach(this::used);
    }

    private void inserted(ProcessRow row) {
        trace.add("commit insert " + row.id());
        CompiledFlow flow = plans.get(row.head().plan());
        check(flow != null, "process " + row.id() + " has no plan");
        check(processes.put(row.id(), new Seen(flow, row)) == null, "process " + row.id() + " was inserted twice");
        open += row.status().isTerminal() ? 0 : 1;
    }

    private void updated(ProcessRow row, Instant now) {
        trace.add("commit " + row.id() + " " + row.status() + " epoch " + row.epoch() + " " + row.owner());
        Seen seen = processes.get(row.id());
        if (seen == null) {
            violation("process " + row.id() + " was updated and is not there");
        } else {
            open += (seen.row.status().isTerminal() ? 1 : 0) - (row.status().isTerminal() ? 1 : 0);
            moves.moved(seen, row, now);
        }
    }

    private void finished(StepRow row) {
        String key = Executions.key(row.process(), row.step());
        trace.add("commit step " + key);
        Seen seen = processes.get(row.process());
        check(!seen.steps.containsKey(row.step()), "step " + key + " was recorded twice (P3)");
        check(!seen.row.status().isTerminal(), "step " + key + " was recorded after the end (P2)");
        moves.entitled(seen, row.step());
    }

    private void payload(Writes.PayloadRow row) {
        Seen seen = processes.get(row.process());
        boolean other = row.name().equals(ProcessHistory.INPUT) || row.name().equals(ProcessHistory.OUTPUT);
        Map<String, Payload> into = other ? seen.others : seen.steps;
        String key = Executions.key(row.process(), row.name());
        check(into.put(row.name(), row.payload()) == null, "payload " + key + " was written twice (P3)");
        check(other || executions.produced(key, row.payload()), "nobody produced what is recorded of " + key + " (P3)");
    }

    private void attempted(AttemptRow row) {
        String step = row.key().step();
        String key = Executions.key(row.key().process(), step);
        trace.add("commit attempt " + row.key().attempt() + " of " + key + " "
                + row.failure().kind());
        Seen seen = processes.get(row.key().process());
        boolean twice =
                seen.attempts.stream().anyMatch(other -> other.key().equals(row.key()) && other.loss() == row.loss());
        check(!twice, "attempt " + row.key() + " was recorded twice (P4)");
        seen.attempts.add(row);
        moves.entitled(seen, step);
        switch (row.failure().kind()) {
            case ALGORITHM ->
                check(executions.failed(key, row.key().attempt()), "attempt " + row.key() + " never failed (P4)");
            case TIMEOUT -> {
                var timeout = seen.flow.node(step).orElseThrow().processor().timeout();
                check(
                        timeout.isPresent()
                                && !row.started().plus(timeout.get()).isAfter(row.ended()),
                        "attempt " + row.key() + " did not take longer than its time-out (P4)");
            }
            case AGENT_LOST ->
                check(
                        asked.handed(row.agent(), row.key()) && executions.kills(row.agent()) > 0,
                        "agent " + row.agent() + " was not lost with " + row.key() + " (P4)");
            case MODEL -> check(SampleFlows.isBadModel(seen.flow.flow()), "a good model failed: " + row.failure());
            case INPUT -> check(SampleFlows.isBadInput(seen.flow.flow()), "a good input failed: " + row.failure());
            case POISON, TOO_LARGE, ENGINE -> violation("attempt " + row.key() + " failed as " + row.failure());
        }
    }

    private void used(KeyRow row) {
        ProcessId before = keys.put(row.key(), row.process());
        check(before == null || before.equals(row.process()), "one key, two processes: " + row.key());
    }

    boolean isUsed(RequestKey key) {
        return keys.containsKey(key);
    }

    /** A client was told that its process is accepted: it must be there. */
    void accepted(ProcessId id) {
        check(processes.containsKey(id), "process " + id + " was accepted and is not there (P1)");
    }

    /** An event reaches an agent: all that it builds on must be recorded, and be what it was given. */
    void handed(InputEvent event) {
        Seen seen = processes.get(event.key().process());
        String step = event.key().step();
        if (seen == null) {
            violation("an event of a process that is not there: " + event.key());
            return;
        }
        CompiledFlow.Node node = seen.flow.node(step).orElseThrow();
        for (String dependency : seen.flow.dependencies(node)) {
            Payload recorded = seen.steps.get(dependency);
            check(recorded != null, step + " was sent before the result of " + dependency + " was recorded (P3)");
            if (recorded != null && SampleFlows.takesAll(node, dependency)) {
                check(
                        event.input().text().contains(recorded.text()),
                        step + " was given another " + dependency + " than is recorded (P3)");
            }
            boolean model = node.processor()
                    .modelFrom()
                    .map(from -> from.processor().equals(dependency))
                    .orElse(false);
            if (recorded != null && model) {
                check(
                        event.model().hash().equals(ContentHash.of(recorded)),
                        step + " was given another model than is recorded (P3)");
            }
        }
    }
}
