package io.enginehub.store.jdbc;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Prune;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.StepRow;
import io.enginehub.api.spi.Writes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one transaction writes, as values for each table. */
final class WriteSet {
    private record Name(ProcessId process, String name) {}

    private record Look(Need need, String dispatcher, String verdict, String detail) {}

    private final Tables tables;
    private final Script script;
    private final Writes writes;
    private final JdbcRows rows;
    private final Set<Need> known;
    private final Map<Long, Need> needs = new TreeMap<>();
    private long pending;
    private long ended;

    /**
     * The writes.
     *
     * @param known needs that are surely in the database
     */
    WriteSet(Tables tables, Script script, Writes writes, JdbcRows rows, Set<Need> known) {
        this.tables = tables;
        this.script = script;
        this.writes = writes;
        this.rows = rows;
        this.known = known;
    }

    /** Hands all to the script. Rows that several hubs may insert at once come first, in one order for all. */
    void write(UUID store) throws SQLException {
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        for (ProcessRow row : writes.inserts()) {
            need(row.need());
            count(row, 1);
            inserts.add(ProcessTable.head(row));
        }
        Map<ProcessId, ProcessRow> claimable = rows.claimableById();
        for (ProcessRow row : writes.updates()) {
            need(row.need());
            ProcessRow before = rows.before(row.id(), claimable);
            count(row, 1);
            count(before, -1);
            updates.add(ProcessTable.change(row));
        }
        for (CheckRow row : writes.checks()) {
            need(row.need());
        }
        script.write(tables.need.put, each(needs.values(), NeedTable::values));
        script.write(tables.plan.put, plans());
        script.write(tables.session.put, each(sessions(), SessionTable::values));
        script.write(tables.flow.put, each(writes.flows(), FlowTable::values));
        script.write(tables.process.insert, inserts);
        script.write(tables.process.update, updates);
        steps();
        script.write(tables.attempt.insert, each(writes.attempts(), AttemptTable::values));
        script.write(tables.log.insert, each(writes.logs(), LogTable::values));
        script.write(tables.request.put, each(writes.keys(), RequestTable::values));
        script.write(tables.look.add, each(checks(), LookTable::values));
        deletes();
        for (Prune rows : writes.prunes()) {
            script.write(
                    prune(rows.kind()), List.<Object[]>of(new Object[] {Times.micros(rows.before()), rows.most()}));
        }
        if (pending != 0 || ended != 0) {
            script.write(tables.counts.add, List.<Object[]>of(CountTable.values(store, pending, ended)));
        }
    }

    private Sql prune(Prune.Kind kind) {
        return switch (kind) {
            case KEY -> tables.request.prune;
            case SESSION -> tables.session.prune;
            case CHECK -> tables.look.prune;
            case PLAN -> tables.plan.prune;
        };
    }

    /** The needs that are in the database once this is committed. */
    Collection<Need> needs() {
        return needs.values();
    }

    private static <T> List<Object[]> each(Iterable<T> rows, Function<T, Object[]> values) {
        List<Object[]> all = new ArrayList<>();
        rows.forEach(row -> all.add(values.apply(row)));
        return all;
    }

    private void need(Need need) {
        if (!known.contains(need)) {
            needs.put(NeedTable.number(need), need);
        }
    }

    private void count(@Nullable ProcessRow row, int change) {
        if (row != null) {
            pending += row.status() == ProcessStatus.PENDING ? change : 0;
            ended += row.status().isTerminal() ? change : 0;
        }
    }

    /** HELD ones last: one of a name at a time, also between two rows. */
    private List<SessionRow> sessions() {
        List<SessionRow> rows = new ArrayList<>();
        writes.sessions().forEach(rows::add);
        rows.sort(Comparator.comparing(row -> row.state() == SessionState.HELD));
        return rows;
    }

    private List<Object[]> plans() {
        Map<Long, Object[]> byNumber = new TreeMap<>();
        writes.plans().forEach(row -> byNumber.put(PlanTable.number(row.hash()), PlanTable.values(row, rows.now())));
        return List.copyOf(byNumber.values());
    }

    private void steps() throws SQLException {
        Map<Name, Writes.PayloadRow> payloads = new LinkedHashMap<>();
        writes.payloads().forEach(row -> payloads.put(new Name(row.process(), row.name()), row));
        List<Object[]> steps = new ArrayList<>();
        for (StepRow row : writes.steps()) {
            Writes.PayloadRow output = payloads.remove(new Name(row.process(), row.step()));
            steps.add(StepTable.values(row, output == null ? Payload.NULL : output.payload()));
        }
        script.write(tables.step.insert, steps);
        script.write(tables.payload.insert, each(payloads.values(), PayloadTable::values));
    }

    private Collection<CheckRow> checks() {
        Map<Look, CheckRow> sums = new LinkedHashMap<>();
        for (CheckRow row : writes.checks()) {
            sums.merge(
                    new Look(row.need(), row.dispatcher(), row.verdict().name(), row.detail()),
                    row,
                    (a, b) -> new CheckRow(
                            a.need(),
                            a.dispatcher(),
                            a.verdict(),
                            a.detail(),
                            a.count() + b.count(),
                            a.first(),
                            b.last()));
        }
        return sums.values();
    }

    private void deletes() throws SQLException {
        if (writes.deletes().isEmpty()) {
            return;
        }
        Set<ProcessId> deleted = new LinkedHashSet<>(writes.deletes());
        Map<ProcessId, ProcessRow> last = new HashMap<>();
        writes.updates().forEach(row -> last.put(row.id(), row));
        List<Object[]> ids = ProcessTable.ids(deleted);
        script.write(tables.step.delete, ids);
        script.write(tables.payload.delete, ids);
        script.write(tables.attempt.delete, ids);
        script.write(tables.log.delete, ids);
        script.write(tables.process.delete, ids);
        for (ProcessId id : deleted) {
            // why: an update of this batch has changed the numbers already
            ProcessRow updated = last.get(id);
            count(updated == null ? rows.process(id) : updated, -1);
        }
    }
}
