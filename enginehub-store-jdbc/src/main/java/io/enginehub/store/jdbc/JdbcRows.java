package io.enginehub.store.jdbc;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.StepRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a transaction has locked and read. */
final class JdbcRows implements Rows {
    private static final Comparator<ProcessRow> RETURNED_FIRST = Comparator.comparing(
                    (ProcessRow row) -> row.epoch() == 0)
            .thenComparing(row -> row.head().seq());

    private final Tables tables;
    private final Script script;
    private final Reads reads;
    private final Map<String, List<SessionRow>> sessions = new HashMap<>();
    private final Map<RequestKey, KeyRow> keys = new HashMap<>();
    private final Map<String, List<FlowRow>> flows = new HashMap<>();
    private final Map<ProcessId, ProcessRow> processes = new LinkedHashMap<>();
    private final List<ProcessRow> claimable = new ArrayList<>();
    private final Map<ProcessId, Map<String, StepRow>> steps = new HashMap<>();
    private final Map<ProcessId, List<AttemptTable.Numbered>> attempts = new HashMap<>();
    private long pending;
    private Instant now = Instant.EPOCH;

    private JdbcRows(Tables tables, Script script, Reads reads) {
        this.script = script;
        this.tables = tables;
        this.reads = reads;
    }

    /** Locks and reads; in one round trip, and one more for what was claimed before. */
    static JdbcRows read(Tables tables, Script script, Reads reads, StoreClock clock) throws SQLException {
        JdbcRows rows = new JdbcRows(tables, script, reads);
        rows.lock();
        rows.readKeyed();
        rows.readProcesses();
        if (reads.wantsPending()) {
            script.read(tables.counts.pending, Sql.ONCE, row -> rows.pending = row.number());
        }
        clock.read(script, now -> rows.now = now);
        script.run();
        rows.readStepsOfClaims();
        return rows;
    }

    private void lock() throws SQLException {
        Sql lock = tables.lock;
        if (lock == null) {
            return;
        }
        Stream<Object[]> sessions = numbers("session", reads.sessionNames().stream());
        Stream<Object[]> keys = numbers("request", reads.keys().stream().map(key -> key.client() + '\0' + key.key()));
        Stream<Object[]> flows = numbers("flow", reads.flows().stream());
        script.read(lock, Stream.of(sessions, keys, flows).flatMap(kind -> kind).toList(), row -> {});
    }

    private Stream<Object[]> numbers(String kind, Stream<String> texts) {
        return texts.map(text -> Numbers.of(tables.prefix + kind, text))
                .sorted()
                .map(number -> new Object[] {number});
    }

    private void readKeyed() throws SQLException {
        List<Object[]> names = new ArrayList<>();
        reads.sessionNames().forEach(name -> names.add(new Object[] {name}));
        script.read(tables.session.find, names, row -> {
            SessionRow session = SessionTable.read(row);
            sessions.computeIfAbsent(session.id().name(), name -> new ArrayList<>())
                    .add(session);
        });
        List<Object[]> wanted = new ArrayList<>();
        reads.keys().forEach(key -> wanted.add(new Object[] {key.client(), key.key()}));
        script.read(tables.request.find, wanted, row -> {
            KeyRow key = RequestTable.read(row);
            keys.put(key.key(), key);
        });
        List<Object[]> flowKeys = new ArrayList<>();
        reads.flows().forEach(flow -> flowKeys.add(new Object[] {flow}));
        script.read(tables.flow.find, flowKeys, row -> {
            FlowRow flow = FlowTable.read(row);
            flows.computeIfAbsent(flow.version().key(), key -> new ArrayList<>())
                    .add(flow);
        });
    }

    private void readProcesses() throws SQLException {
        List<Object[]> wanted = new ArrayList<>();
        for (ProcessId id : new TreeSet<>(reads.processes())) {
            wanted.add(new Object[] {id.value(), null, null});
        }
        reads.claimed()
                .forEach((owner, claims) ->
                        claims.forEach(claim -> wanted.add(new @Nullable Object[] {null, owner.incarnation(), claim})));
        script.read(tables.process.locked, wanted, row -> {
            ProcessRow process = tables.process.read(script, row);
            processes.put(process.id(), process);
        });
        readSteps(reads.processes());
        List<Object[]> needs = new ArrayList<>();
        reads.claimableNeeds()
                .forEach(
                        (need, most) -> needs.add(new Object[] {NeedTable.number(need), most, reads.claimableLimit()}));
        script.read(tables.process.findClaimable, needs, row -> claimable.add(tables.process.read(script, row)));
    }

    /** Finished steps; where that is as cheap they are read when a decision looks at them. */
    private void readSteps(Collection<ProcessId> ids) throws SQLException {
        if (!script.isDirect()) {
            readFinished(ProcessTable.ids(ids));
        }
    }

    private void readFinished(List<Object[]> ids) throws SQLException {
        script.read(tables.step.find, ids, row -> {
            StepRow step = StepTable.read(row);
            steps.computeIfAbsent(step.process(), id -> new LinkedHashMap<>()).put(step.step(), step);
        });
    }

    private void readFailed(List<Object[]> ids) throws SQLException {
        script.read(tables.attempt.find, ids, row -> {
            AttemptTable.Numbered attempt = AttemptTable.read(row);
            attempts.computeIfAbsent(attempt.row().key().process(), id -> new ArrayList<>())
                    .add(attempt);
        });
    }

    private void readStepsOfClaims() throws SQLException {
        claimable.sort(RETURNED_FIRST);
        if (claimable.size() > reads.claimableLimit()) {
            claimable.subList(reads.claimableLimit(), claimable.size()).clear();
        }
        List<ProcessId> ids = new ArrayList<>();
        for (ProcessRow row : claimable) {
            if (row.epoch() > 0 && !reads.processes().contains(row.id())) {
                ids.add(row.id());
            }
        }
        for (ProcessRow row : processes.values()) {
            if (!reads.processes().contains(row.id())) {
                ids.add(row.id());
            }
        }
        readSteps(ids);
        script.run();
    }

    // ── what a decision looks up ──

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public List<SessionRow> sessions(String name) {
        return sessions.getOrDefault(name, List.of());
    }

    @Override
    public @Nullable KeyRow key(RequestKey key) {
        return keys.get(new RequestKey(Column.storable(key.client()), Column.storable(key.key())));
    }

    @Override
    public List<FlowRow> flow(String key) {
        return flows.getOrDefault(key, List.of()).stream()
                .sorted(Comparator.comparingInt(row -> row.version().version()))
                .toList();
    }

    @Override
    public @Nullable ProcessRow process(ProcessId id) {
        return processes.get(id);
    }

    @Override
    public Map<String, StepRow> steps(ProcessId id) {
        if (script.isDirect() && !steps.containsKey(id)) {
            steps.put(id, new LinkedHashMap<>());
            late(() -> readFinished(ProcessTable.ids(List.of(id))));
        }
        return steps.getOrDefault(id, Map.of());
    }

    /** Attempts, which few decisions look at: where a read costs a round trip, those of all processes with the first look. */
    @Override
    public List<AttemptRow> attempts(ProcessId id) {
        if (!attempts.containsKey(id)) {
            Set<ProcessId> asked = new LinkedHashSet<>(List.of(id));
            if (!script.isDirect()) {
                asked.addAll(processes.keySet());
                claimable.forEach(row -> asked.add(row.id()));
            }
            asked.forEach(one -> attempts.put(one, new ArrayList<>()));
            late(() -> readFailed(ProcessTable.ids(asked)));
        }
        return inOrder(attempts.getOrDefault(id, List.of()));
    }

    private interface Read {
        void run() throws SQLException;
    }

    private void late(Read read) {
        try {
            read.run();
            script.run();
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    static List<AttemptRow> inOrder(List<AttemptTable.Numbered> attempts) {
        return attempts.stream()
                .sorted(Comparator.comparingLong(AttemptTable.Numbered::number))
                .map(AttemptTable.Numbered::row)
                .toList();
    }

    @Override
    public List<ProcessRow> claimed(MemberId owner, long claimNumber) {
        return processes.values().stream()
                .filter(row -> owner.equals(row.owner()))
                .filter(row -> row.hold() != null && row.hold().claimNumber() == claimNumber)
                .toList();
    }

    @Override
    public List<ProcessRow> claimable() {
        return claimable;
    }

    @Override
    public long pending() {
        return pending;
    }

    /** A row as it was read, by whatever way; null: it was not. */
    @Nullable
    ProcessRow before(ProcessId id, Map<ProcessId, ProcessRow> claims) {
        ProcessRow row = processes.get(id);
        return row != null ? row : claims.get(id);
    }

    Map<ProcessId, ProcessRow> claimableById() {
        Map<ProcessId, ProcessRow> byId = new HashMap<>();
        claimable.forEach(row -> byId.put(row.id(), row));
        return byId;
    }
}
