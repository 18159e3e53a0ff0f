package io.enginehub.core.local;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.LogLine;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.LogRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessMark;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Prune;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.StepRow;
import io.enginehub.api.spi.Writes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of the in-memory store, with the indexes that its reads need. Guarded by its own monitor. */
final class MemoryTables {
    private static final int KEEP_KEYS = 100_000;
    private static final int KEEP_CHECKS = 10_000;
    private static final int KEEP_SESSIONS_OF_A_NAME = 100;
    private static final int KEEP_LINES = 10_000;

    /** A process with all that belongs to it. */
    static final class Entry {
        ProcessRow row;
        final Map<String, Payload> payloads = new LinkedHashMap<>(8);
        final Map<String, StepRow> steps = new LinkedHashMap<>(4);
        final List<AttemptRow> attempts = new ArrayList<>();
        final List<LogLine> lines = new ArrayList<>();
        long nextLine = 1;

        Entry(ProcessRow row) {
            this.row = row;
        }

        long seq() {
            return row.head().seq();
        }
    }

    /** The claimable processes of one need. */
    static final class Lane {
        final TreeMap<Long, Entry> returned = new TreeMap<>();
        final TreeMap<Long, Entry> fresh = new TreeMap<>();
    }

    private record Moment(Instant at, long seq) implements Comparable<Moment> {
        @Override
        public int compareTo(Moment other) {
            int order = at.compareTo(other.at);
            return order != 0 ? order : Long.compare(seq, other.seq);
        }
    }

    private record CheckKey(Need need, String dispatcher, String verdict, String detail) {}

    private final Map<ProcessId, Entry> processes = new HashMap<>();
    private final TreeMap<ProcessMark, Entry> byAge = new TreeMap<>();
    private final Map<Need, Lane> lanes = new LinkedHashMap<>();
    private final Map<MemberId, Map<ProcessId, Entry>> owned = new LinkedHashMap<>();
    private final TreeMap<Moment, Entry> due = new TreeMap<>();
    private final TreeMap<Moment, Entry> ended = new TreeMap<>();
    private final TreeMap<Long, Entry> waiting = new TreeMap<>();
    private final Map<FlowVersion, Integer> active = new HashMap<>();
    private final Map<PlanHash, PlanRow> plans = new HashMap<>();
    private final Map<PlanHash, Integer> planUses = new HashMap<>();
    private final TreeMap<String, TreeMap<Integer, FlowRow>> flows = new TreeMap<>();
    private final Map<String, LinkedHashMap<MemberId, SessionRow>> sessions = new HashMap<>();
    private final LinkedHashMap<RequestKey, KeyRow> keys = new LinkedHashMap<>();
    private final LinkedHashMap<CheckKey, CheckRow> checks = new LinkedHashMap<>();
    private long lastSeq;
    private long pending;

    void apply(Writes writes) {
        writes.sessions().forEach(this::put);
        writes.plans().forEach(row -> plans.putIfAbsent(row.hash(), row));
        writes.flows().forEach(this::put);
        writes.inserts().forEach(this::insert);
        writes.updates().forEach(row -> change(entry(row.id()), row));
        writes.payloads().forEach(row -> entry(row.process()).payloads.put(row.name(), row.payload()));
        writes.steps().forEach(row -> entry(row.process()).steps.put(row.step(), row));
        writes.attempts().forEach(row -> entry(row.key().process()).attempts.add(row));
        writes.logs().forEach(this::append);
        writes.keys().forEach(row -> putBounded(keys, row.key(), row, KEEP_KEYS));
        writes.checks().forEach(this::add);
        writes.deletes().forEach(this::delete);
        writes.prunes().forEach(this::prune);
    }

    private Entry entry(ProcessId id) {
        Entry entry = processes.get(id);
        if (entry == null) {
            throw new IllegalStateException("process " + id + " was written to and is not there");
        }
        return entry;
    }

    private static <K, V> void putBounded(LinkedHashMap<K, V> map, K key, V value, int bound) {
        map.remove(key); // why: the newest stand last
        map.put(key, value);
        if (map.size() > bound) {
            map.remove(map.keySet().iterator().next());
        }
    }

    private void put(SessionRow row) {
        LinkedHashMap<MemberId, SessionRow> ofName =
                sessions.computeIfAbsent(row.id().name(), name -> new LinkedHashMap<>());
        putBounded(ofName, row.id(), row, KEEP_SESSIONS_OF_A_NAME);
    }

    private void put(FlowRow row) {
        FlowRow before = flows.computeIfAbsent(row.version().key(), key -> new TreeMap<>())
                .put(row.version().version(), row);
        if (before == null) {
            planUses.merge(row.plan(), 1, Integer::sum);
        }
    }

    private void insert(ProcessRow row) {
        ProcessRow numbered = new ProcessRow(
                row.head().withSeq(++lastSeq),
                row.status(),
                row.epoch(),
                row.run(),
                row.need(),
                row.hold(),
                row.waiting(),
                row.started(),
                row.ended(),
                row.failure());
        Entry entry = new Entry(numbered);
        processes.put(row.id(), entry);
        byAge.put(ProcessMark.of(numbered.head()), entry);
        planUses.merge(row.head().plan(), 1, Integer::sum);
        index(entry);
    }

    private void change(Entry entry, ProcessRow row) {
        unindex(entry);
        entry.row = row;
        index(entry);
    }

    private void index(Entry entry) {
        ProcessRow row = entry.row;
        Instant dueAt = row.due();
        MemberId owner = row.owner();
        if (dueAt != null) {
            due.put(new Moment(dueAt, entry.seq()), entry);
        }
        if (row.isRunnable()) {
            Lane lane = lanes.computeIfAbsent(row.need(), need -> new Lane());
            (row.epoch() > 0 ? lane.returned : lane.fresh).put(entry.seq(), entry);
        } else if (row.status() == ProcessStatus.PENDING) {
            waiting.put(entry.seq(), entry);
        }
        if (owner != null) {
            owned.computeIfAbsent(owner, id -> new LinkedHashMap<>()).put(row.id(), entry);
        }
        if (row.ended() != null) {
            ended.put(new Moment(row.ended(), entry.seq()), entry);
        } else {
            active.merge(row.head().flow(), 1, Integer::sum);
        }
        pending += row.status() == ProcessStatus.PENDING ? 1 : 0;
    }

    private void unindex(Entry entry) {
        ProcessRow row = entry.row;
        Instant dueAt = row.due();
        MemberId owner = row.owner();
        if (dueAt != null) {
            due.remove(new Moment(dueAt, entry.seq()));
        }
        if (row.isRunnable()) {
            Lane lane = lanes.get(row.need());
            if (lane != null) {
                (row.epoch() > 0 ? lane.returned : lane.fresh).remove(entry.seq());
                if (lane.fresh.isEmpty() && lane.returned.isEmpty()) {
                    lanes.remove(row.need());
                }
            }
        } else if (row.status() == ProcessStatus.PENDING) {
            waiting.remove(entry.seq());
        }
        if (owner != null) {
            Map<ProcessId, Entry> ofOwner = owned.getOrDefault(owner, Map.of());
            ofOwner.remove(row.id());
            if (ofOwner.isEmpty()) {
                owned.remove(owner);
            }
        }
        if (row.ended() != null) {
            ended.remove(new Moment(row.ended(), entry.seq()));
        } else {
            active.computeIfPresent(row.head().flow(), (version, count) -> count == 1 ? null : count - 1);
        }
        pending -= row.status() == ProcessStatus.PENDING ? 1 : 0;
    }

    private void append(LogRow row) {
        Entry entry = entry(row.process());
        if (entry.lines.size() < KEEP_LINES) {
            entry.lines.add(new LogLine(
                    entry.nextLine++,
                    row.line().at(),
                    row.step(),
                    row.attempt(),
                    row.line().level(),
                    row.line().text()));
        }
    }

    private void add(CheckRow row) {
        CheckKey key = new CheckKey(row.need(), row.dispatcher(), row.verdict().name(), row.detail());
        CheckRow before = checks.get(key);
        CheckRow sum = before == null
                ? row
                : new CheckRow(
                        row.need(),
                        row.dispatcher(),
                        row.verdict(),
                        row.detail(),
                        before.count() + row.count(),
                        before.first(),
                        row.last());
        putBounded(checks, key, sum, KEEP_CHECKS);
    }

    private void delete(ProcessId id) {
        Entry entry = processes.remove(id);
        if (entry != null) {
            unindex(entry);
            byAge.remove(ProcessMark.of(entry.row.head()));
            PlanHash plan = entry.row.head().plan();
            planUses.computeIfPresent(plan, (hash, uses) -> uses == 1 ? null : uses - 1);
            if (!planUses.containsKey(plan)) {
                plans.remove(plan);
            }
        }
    }

    private void prune(Prune rows) {
        Instant before = rows.before();
        switch (rows.kind()) {
            case KEY -> prune(keys, key -> key.expires().isBefore(before), rows.most());
            case CHECK -> prune(checks, check -> check.last().isBefore(before), rows.most());
            case SESSION ->
                sessions.values().stream()
                        .flatMap(ofName -> ofName.values().stream())
                        .filter(row -> row.expires().isBefore(before) && !owned.containsKey(row.id()))
                        .limit(rows.most())
                        .toList()
                        .forEach(this::remove);
            case PLAN ->
                plans.keySet().stream()
                        .filter(plan -> !planUses.containsKey(plan))
                        .limit(rows.most())
                        .toList()
                        .forEach(plans::remove);
        }
    }

    private void remove(SessionRow row) {
        sessions.computeIfPresent(row.id().name(), (name, ofName) -> {
            ofName.remove(row.id());
            return ofName.isEmpty() ? null : ofName;
        });
    }

    /** Removes the first rows, which are those that were put first, as long as they are old. */
    private static <K, V> void prune(LinkedHashMap<K, V> rows, Predicate<V> isOld, int most) {
        Iterator<V> oldest = rows.values().iterator();
        for (int i = 0; i < most && oldest.hasNext() && isOld.test(oldest.next()); i++) {
            oldest.remove();
        }
    }

    // ── what reads look up ──

    @Nullable
    Entry find(ProcessId id) {
        return processes.get(id);
    }

    List<SessionRow> sessions(String name) {
        return List.copyOf(sessions.getOrDefault(name, new LinkedHashMap<>()).values());
    }

    @Nullable
    KeyRow key(RequestKey key) {
        return keys.get(key);
    }

    @Nullable
    PlanRow plan(PlanHash hash) {
        return plans.get(hash);
    }

    List<FlowRow> flow(String key) {
        return List.copyOf(flows.getOrDefault(key, new TreeMap<>()).values());
    }

    List<FlowRow> flows() {
        return flows.values().stream()
                .flatMap(versions -> versions.values().stream())
                .toList();
    }

    List<Entry> owned(MemberId owner) {
        return List.copyOf(owned.getOrDefault(owner, Map.of()).values());
    }

    long pending() {
        return pending;
    }

    boolean isActive(FlowVersion version) {
        return active.containsKey(version);
    }

    Map<Need, Lane> lanes() {
        return lanes;
    }

    Iterable<Entry> waiting() {
        return waiting.values();
    }

    /** The heads of the lanes of these needs: those claimed before first, then by sequence. */
    List<ProcessRow> claimable(Map<Need, Integer> needs, int limit) {
        List<ProcessRow> found = new ArrayList<>();
        merge(needs, limit, true, found);
        merge(needs, limit, false, found);
        return found;
    }

    private void merge(Map<Need, Integer> needs, int limit, boolean returned, List<ProcessRow> found) {
        List<Entry> heads = new ArrayList<>();
        needs.forEach((need, most) -> {
            Lane lane = lanes.get(need);
            if (lane != null) {
                (returned ? lane.returned : lane.fresh)
                        .values().stream().limit(most).forEach(heads::add);
            }
        });
        if (needs.size() > 1) {
            heads.sort(Comparator.comparingLong(Entry::seq));
        }
        heads.stream().limit(Math.max(0, limit - found.size())).forEach(entry -> found.add(entry.row));
    }

    List<SessionRow> expired(Instant now, int limit) {
        TreeSet<String> names = new TreeSet<>();
        owned.keySet().forEach(owner -> names.add(owner.name()));
        return names.stream()
                .flatMap(name -> sessions(name).stream())
                .filter(row ->
                        row.state() == SessionState.HELD && !row.expires().isAfter(now))
                .filter(row -> owned.containsKey(row.id()))
                .limit(limit)
                .toList();
    }

    List<ProcessId> due(Instant now, int limit) {
        return due.headMap(new Moment(now, Long.MAX_VALUE), true).values().stream()
                .limit(limit)
                .map(entry -> entry.row.id())
                .toList();
    }

    @Nullable
    Instant nextDue() {
        return due.isEmpty() ? null : due.firstKey().at();
    }

    List<ProcessId> outdated(Instant before, long keep, int limit) {
        long surplus = ended.size() - keep;
        List<ProcessId> ids = new ArrayList<>();
        for (Map.Entry<Moment, Entry> oldest : ended.entrySet()) {
            if (ids.size() >= limit
                    || ids.size() >= surplus && !oldest.getKey().at().isBefore(before)) {
                break;
            }
            ids.add(oldest.getValue().row.id());
        }
        return ids;
    }

    /** The processes behind a mark, newest first. */
    Iterable<Entry> newestFirst(ProcessMark mark) {
        return byAge.headMap(mark, false).descendingMap().values();
    }

    List<CheckRow> checks(Need need) {
        return checks.values().stream().filter(row -> row.need().equals(need)).toList();
    }
}
