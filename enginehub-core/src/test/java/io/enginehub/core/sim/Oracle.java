package io.enginehub.core.sim;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Renewal;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.StepOutcome;
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
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands outside the system, is told of every commit, and knows what must never be. */
final class Oracle {
    /** So long after the faults all roles are up, and know each other. */
    static final long SETTLED = 15 * SimulatedTime.SECOND;

    /** In so many renewals in a row an owner may fail to name what it owns: while a claim is under way it does. */
    private static final int MAX_UNNAMED = 25;

    private final SimulatedTime time;
    private final Faults faults;
    private final Trace trace;
    final Coverage coverage;
    final Asked asked = new Asked();
    final Executions executions;
    final Losses losses = new Losses(this);
    final SessionOracle sessions = new SessionOracle(this);
    final MoveOracle moves = new MoveOracle(this, Cluster.SLOTS);
    final FlowOracle flows;
    final ResultOracle results = new ResultOracle(this);
    final ClaimOracle claims = new ClaimOracle(this);
    final RecordOracle records = new RecordOracle(this);
    final HoldOracle holds = new HoldOracle(this);
    final SendOracle sends = new SendOracle(this);
    final RetentionOracle retention = new RetentionOracle(this);
    final SettingOracle settings = new SettingOracle(this);
    final LineOracle lines;
    final List<String> violations = new ArrayList<>();
    private final OrderOracle order = new OrderOracle(this);
    private final AttemptOracle attempts = new AttemptOracle(this);
    private final Map<PlanHash, CompiledFlow> plans = new HashMap<>();
    private final Map<ProcessId, Seen> processes = new LinkedHashMap<>();
    private final Map<ProcessId, Seen> open = new LinkedHashMap<>();
    private long pending;
    private long calmSince = Long.MAX_VALUE;
    /** So far the store's clock may have stepped since something was promised by it. */
    private long stepped;

    Oracle(SimulatedTime time, Faults faults, Trace trace, Coverage coverage) {
        this.time = time;
        this.faults = faults;
        this.trace = trace;
        this.coverage = coverage;
        this.executions = new Executions(time);
        this.lines = new LineOracle(this, faults);
        this.flows = new FlowOracle(this, time, plans::get);
    }

    void calm() {
        calmSince = time.now();
    }

    boolean isCalm() {
        return faults.isCalm();
    }

    long calmSince() {
        return calmSince;
    }

    /** How long nothing has gone wrong, in nanoseconds. */
    long calmFor() {
        return isCalm() ? time.now() - calmSince : 0;
    }

    long now() {
        return time.now();
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

    void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            violation(otherwise.get());
        }
    }

    /** The processes that have not ended. */
    Collection<Seen> open() {
        return open.values();
    }

    /** All processes that ever were. */
    Collection<Seen> all() {
        return processes.values();
    }

    /** All plans that ever were. */
    Set<PlanHash> plans() {
        return plans.keySet();
    }

    int count() {
        return processes.size();
    }

    Seen seen(ProcessId id) {
        return processes.get(id);
    }

    long epoch(ProcessId id) {
        return processes.get(id).row.epoch();
    }

    boolean isRunning(ProcessId id) {
        return processes.get(id).row.status() == ProcessStatus.RUNNING;
    }

    // ── commits ──

    void committed(Writes writes, Instant now, Health health) {
        flows.begin();
        writes.plans().forEach(row -> plans.computeIfAbsent(row.hash(), hash -> SampleFlows.compiled(row)));
        for (SessionRow row : writes.sessions()) {
            trace.add("commit session ", row.id(), row.state());
            sessions.committed(row, now);
        }
        writes.flows().forEach(flows::committed);
        long leaving = 0;
        Map<Seen, Boolean> startedBefore = new HashMap<>();
        for (ProcessRow row : writes.updates()) {
            Seen seen = processes.get(row.id());
            if (seen != null) {
                leaving += seen.row.status() == ProcessStatus.PENDING && row.status() != ProcessStatus.PENDING ? 1 : 0;
                startedBefore.put(seen, seen.row.epoch() > 0);
            }
        }
        for (ProcessRow row : writes.inserts()) {
            check(
                    pending - leaving < health.maxPending,
                    () -> "process " + row.id() + " was accepted and the queue is full (P6)");
            inserted(row, now);
        }
        writes.steps().forEach(this::finished);
        writes.payloads().forEach(this::payload);
        lines.committed(writes);
        writes.logs().forEach(row -> processes.get(row.process()).lines++);
        for (AttemptRow row : writes.attempts()) {
            trace.add("commit attempt ", row.key(), row.failure().kind());
            attempts.committed(processes.get(row.key().process()), row);
        }
        writes.updates().forEach(row -> updated(row, now));
        retention.used(writes.keys(), now);
        writes.deletes().forEach(id -> forgotten(id, now));
        if (!order.isEmpty()) {
            order.check(open.values(), startedBefore, health);
        }
        for (SessionRow row : writes.sessions()) {
            boolean left = row.state() != SessionState.HELD;
            check(!left || !moves.owners().contains(row.id()), () -> "a session is over and still owns: " + row.id());
        }
    }

    /** A process that is claimed as it comes was PENDING before that. */
    private void inserted(ProcessRow row, Instant now) {
        if (row.status() == ProcessStatus.RUNNING) {
            coverage.count("process claimed as it came");
            inserted(pending(row), now);
            updated(row, now);
            return;
        }
        trace.add("commit insert ", row.id(), row.status());
        lines.inserted(row.id());
        CompiledFlow flow = plans.get(row.head().plan());
        check(flow != null, () -> "process " + row.id() + " has no plan");
        Seen seen = new Seen(flow, row, processes.size(), time.now());
        check(processes.put(row.id(), seen) == null, () -> "process " + row.id() + " was inserted twice");
        if (row.head().flow().version() > 0) {
            coverage.count("process of a deployed flow");
            flows.started(row.head().flow());
        }
        opened(seen, 0);
    }

    private static ProcessRow pending(ProcessRow row) {
        return new ProcessRow(row.head(), ProcessStatus.PENDING, 0, 1, row.need(), null, null, null, null, null);
    }

    private void opened(Seen seen, int pendingBefore) {
        pending += (seen.row.status() == ProcessStatus.PENDING ? 1 : 0) - pendingBefore;
        if (seen.row.status().isTerminal()) {
            open.remove(seen.row.id());
        } else {
            open.put(seen.row.id(), seen);
        }
    }

    private void updated(ProcessRow row, Instant now) {
        trace.add("commit ", row.id(), row.status());
        Seen seen = processes.get(row.id());
        if (seen == null) {
            violation("process " + row.id() + " was updated and is not there");
            return;
        }
        int pendingBefore = seen.row.status() == ProcessStatus.PENDING ? 1 : 0;
        if (row.status() == ProcessStatus.RUNNING) {
            order.claimed(seen, row);
        }
        if (row.owner() != null && row.epoch() > seen.row.epoch()) {
            claims.claimed(row);
        }
        moves.moved(seen, row, now);
        opened(seen, pendingBefore);
        MemberId owner = row.owner();
        check(
                row.status() != ProcessStatus.RUNNING || owner != null && sessions.isHeld(owner),
                () -> "process " + row.id() + " is RUNNING, and nobody holds a lease for it");
    }

    private void finished(StepRow row) {
        String key = Executions.key(row.process(), row.step());
        trace.add("commit step ", key, row.attempt());
        Seen seen = processes.get(row.process());
        check(!seen.steps.containsKey(row.step()), () -> "step " + key + " was recorded twice (P3)");
        check(!seen.row.status().isTerminal(), () -> "step " + key + " was recorded after the end (P2)");
        moves.entitled(seen, row.step());
    }

    private void payload(Writes.PayloadRow row) {
        Seen seen = processes.get(row.process());
        boolean other = row.name().equals(ProcessHistory.INPUT) || row.name().equals(ProcessHistory.OUTPUT);
        Map<String, Payload> into = other ? seen.others : seen.steps;
        String key = Executions.key(row.process(), row.name());
        check(into.put(row.name(), row.payload()) == null, () -> "payload " + key + " was written twice (P3)");
        check(
                other || executions.produced(key, row.payload()),
                () -> "nobody produced what is recorded of " + key + " (P3)");
        if (!other) {
            sends.recorded(seen.row, key, row.payload());
        }
    }

    private void forgotten(ProcessId id, Instant now) {
        trace.add("commit delete " + id);
        retention.forgotten(processes.get(id), now);
    }

    // ── what is said ──

    /** A client was told that its process is accepted: it must be there, and be its key's. */
    void accepted(ProcessId id, @Nullable RequestKey key) {
        check(processes.containsKey(id), () -> "process " + id + " was accepted and is not there (P1)");
        check(
                key == null || retention.stoodFor(key, id),
                () -> "key " + key + " was answered with another process: " + id);
    }

    /** A listener heard of a change. */
    void heard(ProcessInstance process) {
        coverage.count("listener told");
        Seen seen = processes.get(process.id());
        check(
                seen != null && seen.was(process.status(), process.epoch()),
                () -> "a listener heard what never was: " + process);
    }

    /** A dispatcher asks to have an outcome recorded. */
    void reported(String dispatcher, MemberId owner, StepOutcome outcome) {
        asked.record(owner, outcome);
        if (outcome.loss() > 0 && outcome.result() != null) {
            losses.reported(dispatcher, outcome, outcome.result());
        }
    }

    /** A host says that it holds nothing any more. */
    void drained(String host, @Nullable MemberId id) {
        coverage.count("drained " + host.charAt(0));
        check(id == null || !moves.owners().contains(id), () -> host + " was drained, and processes are still its own");
    }

    /** A dispatcher was answered to a claim. */
    void claimed(MemberId owner, long asked, Reply<Claimed> answer) {
        sends.claimed(owner, asked, answer);
        claims.answered(owner, asked, answer, stepped);
    }

    /** A dispatcher was answered to a renewal in which it named what it holds. */
    void renewed(MemberId owner, List<Held> held, Reply<Renewal> answer) {
        if (answer instanceof Reply.Ok<Renewal>) {
            for (Seen seen : open.values()) {
                if (owner.equals(seen.row.owner())) {
                    boolean named = held.contains(new Held(seen.row.id(), seen.row.epoch()));
                    seen.unnamed = named ? 0 : seen.unnamed + 1;
                    check(
                            seen.unnamed <= MAX_UNNAMED,
                            () -> "process " + seen.row.id() + " is RUNNING and its owner " + owner
                                    + " does not know of it");
                }
            }
        }
    }

    /** An event is sent: by one that surely has a lease, less what the store's clock may have stepped. */
    void sent(MemberId agent, InputEvent event) {
        losses.sent(agent, event.key());
        sends.sent(event);
        settings.sent(agent, event);
        check(
                !sessions.leftBefore(event.from(), time.now() - stepped),
                () -> event.from() + " sent " + event.key() + " after its lease was taken away");
    }

    /** The store's clock is not where it was. */
    void storeTimeSteps() {
        stepped = 2 * SimulatedStore.MAX_OFFSET;
    }

    /** An event reaches an agent: all that it builds on must be recorded, and be what it was given. */
    void handed(InputEvent event) {
        Seen seen = processes.get(event.key().process());
        String step = event.key().step();
        if (seen == null) {
            violation("an event of a process that is not there: " + event.key());
            return;
        }
        check(
                attempts.mayTry(seen, event.key(), time.now() + stepped),
                () -> event.key() + " was sent before the backoff of the attempt before it was over");
        CompiledFlow.Node node = seen.flow.node(step).orElseThrow();
        for (String dependency : seen.flow.dependencies(node)) {
            Payload recorded = seen.steps.get(dependency);
            check(recorded != null, () -> step + " was sent before the result of " + dependency + " was recorded (P3)");
            if (recorded != null && SampleFlows.takesAll(node, dependency)) {
                check(
                        event.input().text().contains(recorded.text()),
                        () -> step + " was given another " + dependency + " than is recorded (P3)");
            }
            boolean model = node.processor()
                    .modelFrom()
                    .map(from -> from.processor().equals(dependency))
                    .orElse(false);
            if (recorded != null && model) {
                check(
                        event.model().hash().equals(ContentHash.of(recorded)),
                        () -> step + " was given another model than is recorded (P3)");
            }
        }
    }

    // ── promotion ──

    boolean isPromotable(ProcessId id) {
        Seen seen = processes.get(id);
        return SampleFlows.isPromotable(seen.flow.flow().key()) && seen.row.status() == ProcessStatus.FINISHED;
    }

    /** A flow was cut out of a process: its models must be what that has recorded. */
    ProcessFlow promoted(ProcessId id, ProcessFlow flow) {
        coverage.count("promoted");
        String fitted = ContentHash.of(processes.get(id).steps.get("fit"));
        CompiledFlow.of(flow)
                .nodes()
                .forEach(node -> check(
                        node.modelHash().orElse("").equals(fitted),
                        () -> "a promoted flow has another model than was fitted: " + node.key()));
        return flow;
    }
}
