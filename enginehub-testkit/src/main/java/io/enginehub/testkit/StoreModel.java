package io.enginehub.testkit;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.LogRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PendingNeed;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Prune;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.StepRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a store has to hold, in plain maps without any index: each look goes through everything. */
final class StoreModel {
    /** A process with all that belongs to it. */
    static final class Entry {
        ProcessRow row;
        final Map<String, Payload> payloads = new LinkedHashMap<>();
        final Map<String, StepRow> steps = new LinkedHashMap<>();
        final List<AttemptRow> attempts = new ArrayList<>();
        final List<LogRow> lines = new ArrayList<>();

        Entry(ProcessRow row) {
            this.row = row;
        }
    }

    private record CheckKey(Need need, String dispatcher, String verdict, String detail) {}

    private record Group(
            Need need, boolean waiting, @Nullable String algorithm) {}

    /** By age. */
    final Map<ProcessId, Entry> processes = new LinkedHashMap<>();

    final Map<MemberId, SessionRow> sessions = new LinkedHashMap<>();
    final Map<RequestKey, KeyRow> keys = new LinkedHashMap<>();
    final Map<PlanHash, PlanRow> plans = new LinkedHashMap<>();
    final Map<String, TreeMap<Integer, FlowRow>> flows = new TreeMap<>();
    private final Map<CheckKey, CheckRow> checks = new LinkedHashMap<>();

    // ── writes ──

    void put(FlowRow row) {
        flows.computeIfAbsent(row.version().key(), key -> new TreeMap<>())
                .put(row.version().version(), row);
    }

    void add(CheckRow row) {
        checks.merge(
                new CheckKey(row.need(), row.dispatcher(), row.verdict().name(), row.detail()),
                row,
                (a, b) -> new CheckRow(
                        a.need(), a.dispatcher(), a.verdict(), a.detail(), a.count() + b.count(), a.first(), b.last()));
    }

    /** A plan that nothing has stays: it may, and may be put again. */
    void prune(Prune rows) {
        switch (rows.kind()) {
            case KEY -> keys.values().removeIf(row -> row.expires().isBefore(rows.before()));
            case SESSION ->
                sessions.values()
                        .removeIf(row -> row.expires().isBefore(rows.before())
                                && owned(row.id()).isEmpty());
            case CHECK -> checks.values().removeIf(row -> row.last().isBefore(rows.before()));
            case PLAN -> {}
        }
    }

    /** Times of which some rows are older than others. */
    List<Instant> times() {
        List<Instant> times = new ArrayList<>(List.of(RandomWrites.PAST, RandomWrites.FUTURE));
        keys.values().forEach(row -> times.add(row.expires()));
        sessions.values().forEach(row -> times.add(row.expires()));
        checks.values().forEach(row -> times.add(row.last()));
        return times;
    }

    // ── reads ──

    Entry entry(ProcessId id) {
        return Objects.requireNonNull(processes.get(id), () -> "the model has no process " + id);
    }

    Stream<ProcessRow> rows() {
        return processes.values().stream().map(entry -> entry.row);
    }

    List<ProcessRow> rows(Predicate<ProcessRow> wanted) {
        return rows().filter(wanted).toList();
    }

    List<SessionRow> sessions(String name) {
        return sessions.values().stream()
                .filter(row -> row.id().name().equals(name))
                .toList();
    }

    List<FlowRow> flow(String key) {
        return List.copyOf(flows.getOrDefault(key, new TreeMap<>()).values());
    }

    List<FlowRow> allFlows() {
        return flows.values().stream()
                .flatMap(versions -> versions.values().stream())
                .toList();
    }

    Set<CheckRow> checks(Need need) {
        return checks.values().stream().filter(row -> row.need().equals(need)).collect(Collectors.toSet());
    }

    /** Plans that a process or a flow has; a store may forget the others. */
    Set<PlanHash> usedPlans() {
        Set<PlanHash> used = new HashSet<>();
        rows().forEach(row -> used.add(row.head().plan()));
        allFlows().forEach(row -> used.add(row.plan()));
        return used;
    }

    boolean isActive(FlowVersion version) {
        return rows().anyMatch(row ->
                row.head().flow().equals(version) && !row.status().isTerminal());
    }

    List<ProcessRow> owned(MemberId owner) {
        return rows(row -> owner.equals(row.owner()));
    }

    List<ProcessRow> claimed(MemberId owner, long claimNumber) {
        return rows(row ->
                owner.equals(row.owner()) && row.hold() != null && row.hold().claimNumber() == claimNumber);
    }

    private static boolean isReturned(ProcessRow row) {
        return row.epoch() > 0;
    }

    List<ProcessRow> claimable(Collection<Need> needs, int limit) {
        return rows().filter(row -> row.isRunnable() && needs.contains(row.need()))
                .sorted(Comparator.comparing((ProcessRow row) -> !isReturned(row))
                        .thenComparing(row -> row.head().seq()))
                .limit(limit)
                .toList();
    }

    long ahead(ProcessRow process, Set<Need> needs) {
        List<ProcessRow> order = claimable(needs, Integer.MAX_VALUE);
        return order.stream()
                .filter(row -> isReturned(row) == isReturned(process)
                        ? row.head().seq() < process.head().seq()
                        : isReturned(row))
                .count();
    }

    long pendingCount() {
        return rows().filter(row -> row.status() == ProcessStatus.PENDING).count();
    }

    Set<PendingNeed> pending() {
        Map<Group, PendingNeed> groups = new LinkedHashMap<>();
        for (ProcessRow row : rows(row -> row.status() == ProcessStatus.PENDING)) {
            ProcessRow.Waiting waiting = row.waiting();
            String algorithm = waiting == null ? null : waiting.algorithm();
            groups.merge(
                    new Group(row.need(), waiting != null, algorithm),
                    new PendingNeed(
                            row.need(),
                            waiting != null,
                            algorithm,
                            1,
                            row.head().submitted()),
                    (a, b) -> new PendingNeed(a.need(), a.waiting(), a.algorithm(), a.count() + 1, a.oldest()));
        }
        return Set.copyOf(groups.values());
    }

    Set<Need> runnable() {
        return rows().filter(ProcessRow::isRunnable).map(ProcessRow::need).collect(Collectors.toSet());
    }

    Set<SessionRow> expired(Instant now) {
        return sessions.values().stream()
                .filter(row ->
                        row.state() == SessionState.HELD && !row.expires().isAfter(now))
                .filter(row -> !owned(row.id()).isEmpty())
                .collect(Collectors.toSet());
    }

    /** When something has to be done about each process by itself. */
    Map<ProcessId, Instant> due() {
        Map<ProcessId, Instant> due = new LinkedHashMap<>();
        rows().forEach(row -> {
            Instant at = row.due();
            if (at != null) {
                due.put(row.id(), at);
            }
        });
        return due;
    }

    /** All that a query asks for, newest first; its page and limit are left out of account. */
    List<ProcessRow> list(ProcessQuery query) {
        return rows().filter(row -> query.flow() == null
                        || query.flow().equals(row.head().flow().key()))
                .filter(row -> query.statuses().isEmpty() || query.statuses().contains(row.status()))
                .filter(row -> row.head()
                        .labels()
                        .entrySet()
                        .containsAll(query.labels().entrySet()))
                .filter(row -> query.since() == null || !row.head().submitted().isBefore(query.since()))
                .filter(row -> query.until() == null || row.head().submitted().isBefore(query.until()))
                .sorted(Comparator.comparing((ProcessRow row) -> row.head().submitted())
                        .thenComparing(row -> row.head().seq())
                        .reversed())
                .toList();
    }

    List<ProcessId> outdated(Instant before, long keep, int limit) {
        Map<Instant, ProcessId> byEnd = new TreeMap<>();
        rows().forEach(row -> {
            Instant at = row.ended();
            if (at != null) {
                byEnd.put(at, row.id());
            }
        });
        List<ProcessId> ids = new ArrayList<>();
        byEnd.forEach((at, id) -> {
            if (ids.size() < limit && (ids.size() < byEnd.size() - keep || at.isBefore(before))) {
                ids.add(id);
            }
        });
        return ids;
    }
}
