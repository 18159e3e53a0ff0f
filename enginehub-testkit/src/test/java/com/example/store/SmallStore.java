package com.example.store;

import io.enginehub.api.LogLine;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Prune;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.StepRow;
import io.enginehub.api.spi.Writes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A store as a stranger would write it, knowing nothing but the interfaces: lists under one lock, and no index at all.
 */
final class SmallStore implements ProcessStore {
    final Map<ProcessId, ProcessRow> processes = new LinkedHashMap<>();
    final Map<ProcessId, Map<String, Payload>> payloads = new LinkedHashMap<>();
    final List<StepRow> steps = new ArrayList<>();
    final List<AttemptRow> attempts = new ArrayList<>();
    final Map<ProcessId, List<LogLine>> logs = new LinkedHashMap<>();
    final Map<MemberId, SessionRow> sessions = new LinkedHashMap<>();
    final Map<RequestKey, KeyRow> keys = new LinkedHashMap<>();
    final Map<PlanHash, PlanRow> plans = new LinkedHashMap<>();
    final Map<String, TreeMap<Integer, FlowRow>> flows = new TreeMap<>();
    final List<CheckRow> checks = new ArrayList<>();
    private final SmallHistory history = new SmallHistory(this);
    private long lastSeq;
    private long lastLine;

    @Override
    public synchronized void transact(Reads reads, Function<Rows, Writes> decide) {
        Writes writes = decide.apply(new SmallRows(reads));
        writes.sessions().forEach(row -> sessions.put(row.id(), row));
        writes.keys().forEach(row -> keys.put(row.key(), row));
        writes.plans().forEach(row -> plans.putIfAbsent(row.hash(), row));
        writes.flows()
                .forEach(row -> flows.computeIfAbsent(row.version().key(), key -> new TreeMap<>())
                        .put(row.version().version(), row));
        writes.inserts().forEach(this::insert);
        writes.updates().forEach(row -> processes.put(row.id(), row));
        writes.payloads()
                .forEach(row -> payloads.computeIfAbsent(row.process(), id -> new LinkedHashMap<>())
                        .put(row.name(), row.payload()));
        steps.addAll(writes.steps());
        attempts.addAll(writes.attempts());
        writes.logs()
                .forEach(row -> logs.computeIfAbsent(row.process(), id -> new ArrayList<>())
                        .add(new LogLine(
                                ++lastLine,
                                row.line().at(),
                                row.step(),
                                row.attempt(),
                                row.line().level(),
                                row.line().text())));
        writes.checks().forEach(this::add);
        writes.deletes().forEach(this::delete);
        writes.prunes().forEach(this::prune);
    }

    private void insert(ProcessRow row) {
        processes.put(
                row.id(),
                new ProcessRow(
                        row.head().withSeq(++lastSeq),
                        row.status(),
                        row.epoch(),
                        row.run(),
                        row.need(),
                        row.hold(),
                        row.waiting(),
                        row.started(),
                        row.ended(),
                        row.failure()));
    }

    private void add(CheckRow row) {
        CheckRow sum = row;
        for (CheckRow before : List.copyOf(checks)) {
            boolean same = before.need().equals(row.need())
                    && before.dispatcher().equals(row.dispatcher())
                    && before.verdict() == row.verdict()
                    && before.detail().equals(row.detail());
            if (same) {
                checks.remove(before);
                long count = before.count() + row.count();
                sum = new CheckRow(
                        row.need(), row.dispatcher(), row.verdict(), row.detail(), count, before.first(), row.last());
            }
        }
        checks.add(sum);
    }

    private void delete(ProcessId id) {
        processes.remove(id);
        payloads.remove(id);
        logs.remove(id);
        steps.removeIf(row -> row.process().equals(id));
        attempts.removeIf(row -> row.key().process().equals(id));
    }

    private void prune(Prune rows) {
        Instant before = rows.before();
        switch (rows.kind()) {
            case KEY -> some(keys.values(), row -> row.expires().isBefore(before), rows.most());
            case CHECK -> some(checks, row -> row.last().isBefore(before), rows.most());
            case SESSION ->
                some(
                        sessions.values(),
                        row -> row.expires().isBefore(before)
                                && history.owned(row.id()).isEmpty(),
                        rows.most());
            case PLAN -> some(plans.values(), row -> !isUsed(row.hash()), rows.most());
        }
    }

    private static <T> void some(Collection<T> rows, Predicate<T> old, int most) {
        rows.removeAll(rows.stream().filter(old).limit(most).toList());
    }

    private boolean isUsed(PlanHash plan) {
        return all().anyMatch(row -> row.head().plan().equals(plan))
                || flows.values().stream()
                        .flatMap(versions -> versions.values().stream())
                        .anyMatch(row -> row.plan().equals(plan));
    }

    Stream<ProcessRow> all() {
        return processes.values().stream();
    }

    @Override
    public ProcessHistory history() {
        return history;
    }

    @Override
    public void close() {}

    /** What a transaction sees: everything. */
    private final class SmallRows implements Rows {
        private final Instant now = Instant.now();
        private final Reads reads;

        SmallRows(Reads reads) {
            this.reads = reads;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public List<SessionRow> sessions(String name) {
            return sessions.values().stream()
                    .filter(row -> row.id().name().equals(name))
                    .toList();
        }

        @Override
        public KeyRow key(RequestKey key) {
            return keys.get(key);
        }

        @Override
        public List<FlowRow> flow(String key) {
            return List.copyOf(flows.getOrDefault(key, new TreeMap<>()).values());
        }

        @Override
        public ProcessRow process(ProcessId id) {
            return processes.get(id);
        }

        @Override
        public Map<String, StepRow> steps(ProcessId id) {
            Map<String, StepRow> found = new LinkedHashMap<>();
            history.steps(id).forEach(row -> found.put(row.step(), row));
            return found;
        }

        @Override
        public List<AttemptRow> attempts(ProcessId id) {
            return history.attempts(id);
        }

        @Override
        public List<ProcessRow> claimed(MemberId owner, long claimNumber) {
            return history.owned(owner).stream()
                    .filter(row -> row.hold().claimNumber() == claimNumber)
                    .toList();
        }

        @Override
        public List<ProcessRow> claimable() {
            return all().filter(
                            row -> row.isRunnable() && reads.claimableNeeds().containsKey(row.need()))
                    .sorted(Comparator.<ProcessRow, Boolean>comparing(row -> row.epoch() == 0)
                            .thenComparing(row -> row.head().seq()))
                    .limit(reads.claimableLimit())
                    .toList();
        }

        @Override
        public long pending() {
            return all().filter(row -> row.status() == ProcessStatus.PENDING).count();
        }
    }
}
