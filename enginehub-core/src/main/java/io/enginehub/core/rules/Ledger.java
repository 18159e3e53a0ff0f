package io.enginehub.core.rules;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.LogRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Prune;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.StepRow;
import io.enginehub.api.spi.Writes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a transaction has read, with all that the batch has changed so far laid over them. Operations of a batch
 * see each other through it.
 */
public final class Ledger {
    private final Rows rows;
    private final Plans plans;
    private final Writes writes = new Writes();
    private final Map<ProcessId, ProcessRow> processes = new LinkedHashMap<>();
    private final Map<ProcessId, Map<String, StepRow>> newSteps = new LinkedHashMap<>();
    private final Map<ProcessId, List<AttemptRow>> newAttempts = new LinkedHashMap<>();
    private final Map<MemberId, SessionRow> sessions = new LinkedHashMap<>();
    private final Map<RequestKey, KeyRow> keys = new LinkedHashMap<>();
    private final Map<String, List<FlowRow>> flows = new LinkedHashMap<>();
    private final Map<ProcessId, Told> told = new LinkedHashMap<>();
    private final Set<ProcessId> deleted = new LinkedHashSet<>();
    private final List<ProcessId> inserted = new ArrayList<>();

    public Ledger(Rows rows, Plans plans) {
        this.rows = rows;
        this.plans = plans;
    }

    /** A process that ends in this batch, where all is known that its result tells. */
    void tell(Told end) {
        told.put(end.row().id(), end);
    }

    /** The result of a process that the batch has ended; null: it is to be read. */
    public @Nullable Told told(ProcessId id) {
        return told.get(id);
    }

    /** What the batch writes. */
    public Writes writes() {
        return writes;
    }

    Instant now() {
        return rows.now();
    }

    PlanFacts facts(PlanHash plan) {
        return plans.facts(plan);
    }

    // ── processes ──

    @Nullable
    ProcessRow process(ProcessId id) {
        if (deleted.contains(id)) {
            return null;
        }
        ProcessRow changed = processes.get(id);
        return changed != null ? changed : rows.process(id);
    }

    /** A row as the batch has left it. */
    ProcessRow current(ProcessRow read) {
        return processes.getOrDefault(read.id(), read);
    }

    void insert(ProcessRow row) {
        processes.put(row.id(), row);
        writes.insert(row);
        inserted.add(row.id());
    }

    void update(ProcessRow row) {
        ProcessRow before = process(row.id());
        if (before != null) {
            StatusMoves.check(before.status(), row.status());
        }
        processes.put(row.id(), row);
        writes.update(row);
    }

    void delete(ProcessId id) {
        deleted.add(id);
        writes.delete(id);
    }

    /** What was read for claims, and then what the batch has inserted: from old to new. */
    List<ProcessRow> claimable() {
        List<ProcessRow> all = new ArrayList<>(rows.claimable());
        inserted.forEach(id -> all.add(processes.get(id)));
        return all;
    }

    /** What a claim gave to an owner, in this batch too: the same claim may stand in it twice. */
    List<ProcessRow> claimed(MemberId owner, long claimNumber) {
        List<ProcessRow> all = new ArrayList<>(rows.claimed(owner, claimNumber));
        Set<ProcessId> read = new LinkedHashSet<>();
        all.forEach(row -> read.add(row.id()));
        processes.values().stream()
                .filter(row -> owner.equals(row.owner()) && !read.contains(row.id()))
                .filter(row -> row.hold() != null && row.hold().claimNumber() == claimNumber)
                .forEach(all::add);
        return all;
    }

    long pending() {
        return rows.pending() + inserted.size();
    }

    // ── steps ──

    Map<String, StepRow> steps(ProcessId id) {
        Map<String, StepRow> added = newSteps.get(id);
        Map<String, StepRow> read = readSteps(id);
        if (added == null) {
            return read;
        }
        Map<String, StepRow> all = new LinkedHashMap<>(read);
        all.putAll(added);
        return all;
    }

    boolean hasStep(ProcessId id, String step) {
        Map<String, StepRow> added = newSteps.get(id);
        return added != null && added.containsKey(step) || readSteps(id).containsKey(step);
    }

    /** How many steps are finished. */
    int stepCount(ProcessId id) {
        Map<String, StepRow> added = newSteps.get(id);
        return readSteps(id).size() + (added == null ? 0 : added.size());
    }

    private Map<String, StepRow> readSteps(ProcessId id) {
        return processes.containsKey(id) && rows.process(id) == null ? Map.of() : rows.steps(id);
    }

    List<AttemptRow> attempts(ProcessId id) {
        List<AttemptRow> added = newAttempts.get(id);
        if (added == null) {
            return rows.attempts(id);
        }
        List<AttemptRow> all = new ArrayList<>(rows.attempts(id));
        all.addAll(added);
        return all;
    }

    void insert(StepRow row, Payload output) {
        newSteps.computeIfAbsent(row.process(), id -> new LinkedHashMap<>(2)).put(row.step(), row);
        writes.insert(row, output);
    }

    void insert(AttemptRow row) {
        newAttempts
                .computeIfAbsent(row.key().process(), id -> new ArrayList<>())
                .add(row);
        writes.insert(row);
    }

    void payload(ProcessId process, String name, Payload payload) {
        writes.payload(process, name, payload);
    }

    void insert(LogRow row) {
        writes.insert(row);
    }

    void add(CheckRow row) {
        writes.add(row);
    }

    void prune(Prune rows) {
        writes.prune(rows);
    }

    // ── sessions, keys, flows ──

    List<SessionRow> sessions(String name) {
        Map<MemberId, SessionRow> all = new LinkedHashMap<>();
        rows.sessions(name).forEach(row -> all.put(row.id(), row));
        sessions.values().stream().filter(row -> row.id().name().equals(name)).forEach(row -> all.put(row.id(), row));
        return List.copyOf(all.values());
    }

    @Nullable
    SessionRow session(MemberId id) {
        return sessions(id.name()).stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    void put(SessionRow row) {
        sessions.put(row.id(), row);
        writes.put(row);
    }

    @Nullable
    KeyRow key(RequestKey key) {
        KeyRow changed = keys.get(key);
        return changed != null ? changed : rows.key(key);
    }

    void put(KeyRow row) {
        keys.put(row.key(), row);
        writes.put(row);
    }

    void put(PlanRow row) {
        writes.put(row);
    }

    /** All versions of a flow, ascending. */
    List<FlowRow> flow(String key) {
        List<FlowRow> changed = flows.get(key);
        return changed != null ? changed : rows.flow(key);
    }

    void put(FlowRow row) {
        List<FlowRow> all = new ArrayList<>(flow(row.version().key()));
        all.removeIf(other -> other.version().equals(row.version()));
        all.add(row);
        all.sort(Comparator.comparingInt(one -> one.version().version()));
        flows.put(row.version().key(), all);
        writes.put(row);
    }
}
