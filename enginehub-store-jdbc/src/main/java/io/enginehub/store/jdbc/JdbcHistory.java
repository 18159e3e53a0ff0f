package io.enginehub.store.jdbc;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.StoreException;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PendingNeed;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.StepRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads without locks. */
final class JdbcHistory implements ProcessHistory {
    private final Readers readers;
    private final Tables tables;
    private final HistorySql sql;
    private final StoreClock clock;
    private final Stories stories;

    JdbcHistory(Readers readers, Tables tables, StoreClock clock) {
        this.readers = readers;
        this.tables = tables;
        this.sql = new HistorySql(tables);
        this.clock = clock;
        this.stories = new Stories(readers, tables);
    }

    private <T> T read(Readers.Read<T> read) {
        try {
            return readers.read(read);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    private static StoreException unread(SQLException e) {
        return new StoreException(StoreException.Fault.NOT_DONE, "The store could not be read: " + e.getMessage(), e);
    }

    /** The rows that values select, as objects. */
    private <T> List<T> all(Sql statement, List<Object[]> values, Each<T> each) {
        return read(script -> {
            List<T> found = new ArrayList<>();
            script.read(statement, values, row -> found.add(each.read(row)));
            script.run();
            return found;
        });
    }

    private List<ProcessRow> processes(Sql statement, List<Object[]> values) {
        return read(script -> {
            List<ProcessRow> found = new ArrayList<>();
            script.read(statement, values, row -> found.add(tables.process.read(script, row)));
            script.run();
            return found;
        });
    }

    /** Makes an object of a row. */
    private interface Each<T> {
        T read(Row row) throws SQLException;
    }

    private static List<Object[]> one(Object... values) {
        return List.<Object[]>of(values);
    }

    // ── one process ──

    @Override
    public Optional<ProcessRow> find(ProcessId id) {
        return processes(tables.process.find, one(id.value())).stream().findFirst();
    }

    @Override
    public List<StepRow> steps(ProcessId id) {
        return StepTable.inOrder(all(tables.step.find, one(id.value()), StepTable::read));
    }

    @Override
    public List<AttemptRow> attempts(ProcessId id) {
        return JdbcRows.inOrder(all(tables.attempt.find, one(id.value()), AttemptTable::read));
    }

    @Override
    public Map<String, Payload> payloads(ProcessId id, Collection<String> names) {
        return payloads(Map.of(id, Set.copyOf(names))).getOrDefault(id, Map.of());
    }

    @Override
    public Map<ProcessId, Map<String, Payload>> payloads(Map<ProcessId, Set<String>> names) {
        List<Object[]> own = new ArrayList<>();
        List<Object[]> steps = new ArrayList<>();
        names.forEach((id, wanted) -> wanted.forEach(name -> {
            boolean isOwn = name.equals(INPUT) || name.equals(OUTPUT);
            (isOwn ? own : steps).add(new Object[] {id.value(), name});
        }));
        return read(script -> {
            Map<ProcessId, Map<String, Payload>> found = new LinkedHashMap<>();
            Script.Reader reader = row -> found.computeIfAbsent(new ProcessId(row.uuid()), id -> new LinkedHashMap<>())
                    .put(row.text(), PayloadTable.payload(row));
            script.read(tables.payload.find, own, reader);
            script.read(tables.step.findOutput, steps, reader);
            script.run();
            return found;
        });
    }

    @Override
    public Optional<Story> story(ProcessId id, int lines) {
        try {
            return stories.read(id, lines);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public Set<ProcessId> ended(Collection<ProcessId> ids) {
        Set<ProcessId> ended = new LinkedHashSet<>(ids);
        return read(script -> {
            script.read(tables.process.findEnds, ProcessTable.ids(ids), row -> {
                ProcessId id = new ProcessId(row.uuid());
                if (row.timeOrNull() == null) {
                    ended.remove(id);
                }
            });
            script.run();
            return ended;
        });
    }

    @Override
    public List<LogLine> logs(ProcessId id, long after, int limit) {
        return all(tables.log.find, one(id.value(), after, limit), row -> {
            row.uuid();
            return LogTable.read(row);
        });
    }

    // ── flows, needs ──

    @Override
    public List<CheckRow> checks(Need need) {
        return all(tables.look.find, one(NeedTable.number(need)), row -> LookTable.read(need, row));
    }

    @Override
    public Optional<PlanRow> plan(PlanHash hash) {
        return all(tables.plan.find, one(PlanTable.number(hash)), PlanTable::read).stream()
                .findFirst();
    }

    @Override
    public List<FlowRow> flows() {
        return all(sql.flows, Sql.ONCE, FlowTable::read);
    }

    @Override
    public boolean isActive(FlowVersion version) {
        return !all(sql.active, one(version.key(), version.version()), Row::integer)
                .isEmpty();
    }

    // ── many processes ──

    @Override
    public Page<ProcessRow> list(ProcessQuery query) {
        return read(script -> new ProcessList(tables, query).page(script));
    }

    @Override
    public List<ProcessRow> owned(MemberId owner) {
        return processes(tables.process.findOwned, one(owner.incarnation()));
    }

    @Override
    public Look look(int limit) {
        return read(script -> {
            long micros = clock.localMicros();
            List<SessionRow> expired = new ArrayList<>();
            List<ProcessId> due = new ArrayList<>();
            List<Instant> next = new ArrayList<>();
            script.read(sql.expired, one(micros, limit), row -> expired.add(SessionTable.read(row)));
            script.read(sql.due, one(micros, limit), row -> due.add(new ProcessId(row.uuid())));
            script.read(sql.nextDue, Sql.ONCE, row -> {
                Instant time = row.timeOrNull();
                if (time != null) {
                    next.add(time);
                }
            });
            Set<Need> runnable = new LinkedHashSet<>();
            script.read(sql.runnable, Sql.ONCE, row -> runnable.add(Need.parse(row.text())));
            script.run();
            return new Look(expired, due, next.stream().findFirst(), runnable);
        });
    }

    @Override
    public List<PendingNeed> pending() {
        return all(
                sql.pending,
                Sql.ONCE,
                row -> new PendingNeed(
                        Need.parse(row.text()), row.integer() == 1, row.textOrNull(), row.number(), row.time()));
    }

    @Override
    public long ahead(ProcessRow process, Set<Need> needs) {
        boolean returned = process.epoch() > 0;
        long seq = process.head().seq();
        long[] count = new long[1];
        return read(script -> {
            for (Need need : needs) {
                Object[] values = {NeedTable.number(need), returned ? 1 : 0, seq};
                script.read(sql.ahead, one(values), row -> count[0] += row.number());
            }
            script.run();
            return count[0];
        });
    }

    @Override
    public List<ProcessId> outdated(Instant endedBefore, long keep, int limit) {
        return read(script -> {
            long[] surplus = new long[1];
            List<ProcessId> ids = new ArrayList<>();
            script.read(tables.counts.ended, Sql.ONCE, row -> surplus[0] = row.number() - keep);
            script.read(sql.oldestEnded, one(limit), row -> {
                ProcessId id = new ProcessId(row.uuid());
                if (ids.size() < surplus[0] || row.time().isBefore(endedBefore)) {
                    ids.add(id);
                }
            });
            script.run();
            return ids;
        });
    }
}
