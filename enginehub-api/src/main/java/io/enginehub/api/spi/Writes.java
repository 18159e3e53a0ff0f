package io.enginehub.api.spi;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that a transaction writes, by kind. A row that is put twice is written as it was put last. */
public final class Writes {
    /** A payload of a process: of a step, or {@link ProcessHistory#INPUT} or {@link ProcessHistory#OUTPUT}. */
    public record PayloadRow(ProcessId process, String name, Payload payload) {}

    private final Map<MemberId, SessionRow> sessions = new LinkedHashMap<>();
    private final Map<RequestKey, KeyRow> keys = new LinkedHashMap<>();
    private final Map<PlanHash, PlanRow> plans = new LinkedHashMap<>();
    private final Map<FlowVersion, FlowRow> flows = new LinkedHashMap<>();
    private final Map<ProcessId, ProcessRow> inserts = new LinkedHashMap<>();
    private final Map<ProcessId, ProcessRow> updates = new LinkedHashMap<>();
    private final List<ProcessId> deletes = new ArrayList<>();
    private final List<PayloadRow> payloads = new ArrayList<>();
    private final List<StepRow> steps = new ArrayList<>();
    private final List<AttemptRow> attempts = new ArrayList<>();
    private final List<LogRow> logs = new ArrayList<>();
    private final List<CheckRow> checks = new ArrayList<>();
    private final List<Prune> prunes = new ArrayList<>();

    public void put(SessionRow row) {
        sessions.put(row.id(), row);
    }

    public void put(KeyRow row) {
        keys.remove(row.key()); // why: in the order in which they expire, as far as writers put them so
        keys.put(row.key(), row);
    }

    /** Inserts the plan unless it is there. */
    public void put(PlanRow row) {
        plans.put(row.hash(), row);
    }

    public void put(FlowRow row) {
        flows.put(row.version(), row);
    }

    /** Inserts a process; the store gives it its sequence. */
    public void insert(ProcessRow row) {
        inserts.put(row.id(), row);
    }

    /** Updates a process that was read, or inserted before. */
    public void update(ProcessRow row) {
        if (inserts.containsKey(row.id())) {
            inserts.put(row.id(), row);
        } else {
            updates.put(row.id(), row);
        }
    }

    /** Deletes a process that was read, with all that belongs to it. */
    public void delete(ProcessId id) {
        deletes.add(id);
    }

    public void payload(ProcessId process, String name, Payload payload) {
        payloads.add(new PayloadRow(process, name, payload));
    }

    /** Inserts a finished step, and its output. */
    public void insert(StepRow row, Payload output) {
        steps.add(row);
        payloads.add(new PayloadRow(row.process(), row.step(), output));
    }

    public void insert(AttemptRow row) {
        attempts.add(row);
    }

    public void insert(LogRow row) {
        logs.add(row);
    }

    /** Adds to a check row. */
    public void add(CheckRow row) {
        checks.add(row);
    }

    /** Deletes rows that are of no more use, as they are after all else that this writes. */
    public void prune(Prune rows) {
        prunes.add(rows);
    }

    public Iterable<SessionRow> sessions() {
        return sessions.values();
    }

    public Iterable<KeyRow> keys() {
        return keys.values();
    }

    public Iterable<PlanRow> plans() {
        return plans.values();
    }

    public Iterable<FlowRow> flows() {
        return flows.values();
    }

    public Iterable<ProcessRow> inserts() {
        return inserts.values();
    }

    public Iterable<ProcessRow> updates() {
        return updates.values();
    }

    public List<ProcessId> deletes() {
        return deletes;
    }

    public List<PayloadRow> payloads() {
        return payloads;
    }

    public List<StepRow> steps() {
        return steps;
    }

    public List<AttemptRow> attempts() {
        return attempts;
    }

    public List<LogRow> logs() {
        return logs;
    }

    public List<CheckRow> checks() {
        return checks;
    }

    public List<Prune> prunes() {
        return prunes;
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return sessions.isEmpty()
                && keys.isEmpty()
                && plans.isEmpty()
                && flows.isEmpty()
                && inserts.isEmpty()
                && updates.isEmpty()
                && deletes.isEmpty()
                && payloads.isEmpty()
                && attempts.isEmpty()
                && logs.isEmpty()
                && checks.isEmpty()
                && prunes.isEmpty();
    }
}
