package io.enginehub.store.jdbc;

import static io.enginehub.store.jdbc.Times.micros;
import static io.enginehub.store.jdbc.Times.microsOrNull;

import io.enginehub.api.Failure;
import io.enginehub.api.FlowVersion;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.ProcessHead;
import io.enginehub.api.spi.ProcessRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Processes. What changes of one stands in columns of its own, so that an update writes no more than that. */
final class ProcessTable {
    private static final List<Column> ID = Column.list("id uuid");
    private static final List<Column> HEAD =
            Column.list("id uuid, plan long, flow text, version int, labels text, submitted long");
    private static final List<Column> STATE = Column.list(
            "status int, epoch long, run int, need long, deadline long, owner_name text, owner uuid, claim_no long,"
                    + " claimed long, wait_until long, wait_for text, due long, started long, ended long, fault text,"
                    + " fault_step text, fault_text text");

    /** The columns of a process in the order in which {@link #read} takes them, of a table as in {@link #from}. */
    static final String COLUMNS =
            "t.id, t.seq, t.plan, t.flow, t.version, t.labels, t.submitted, t.deadline, t.status, t.epoch, t.run,"
                    + " t.need, t.owner_name, t.owner, t.claim_no, t.claimed, t.wait_until, t.wait_for, t.started,"
                    + " t.ended, t.fault, t.fault_step, t.fault_text";

    final String name;
    /** This table as {@code t}. */
    final String from;

    private final Names names;

    final Sql insert;
    final Sql update;
    final Sql delete;
    final Sql find;
    final Sql locked;
    final Sql findClaimable;
    final Sql findOwned;
    final Sql findEnds;

    ProcessTable(Dialect dialect, String prefix) {
        name = prefix + "process";
        from = name + " t";
        names = new Names(dialect, prefix);
        insert = dialect.insert(name, Column.concat(HEAD, STATE), "");
        update = dialect.update(name, ID, STATE);
        delete = dialect.delete(name, ID);
        find = dialect.select(COLUMNS, from, ID);
        locked = dialect.selectLocked(COLUMNS, name);
        findClaimable = dialect.selectClaimable(COLUMNS, from, name);
        findEnds = dialect.select("t.id, t.ended", from, ID);
        findOwned = dialect.query(
                "owner uuid", "SELECT " + COLUMNS + " FROM " + from + " WHERE t.owner = :owner AND t.status = 1");
    }

    static Object[] head(ProcessRow row) {
        ProcessHead head = row.head();
        Object[] values = {
            head.id().value(),
            PlanTable.number(head.plan()),
            head.flow().key(),
            head.flow().version(),
            Labels.write(head.labels()),
            micros(head.submitted())
        };
        return concat(values, state(row));
    }

    static Object[] change(ProcessRow row) {
        return concat(new Object[] {row.id().value()}, state(row));
    }

    @SuppressWarnings("NullAway") // why: values of rows may be null, as JDBC takes them
    private static Object[] state(ProcessRow row) {
        ProcessRow.Hold hold = row.hold();
        ProcessRow.Waiting waiting = row.waiting();
        Failure failure = row.failure();
        return new @Nullable Object[] {
            Codes.of(row.status()),
            row.epoch(),
            row.run(),
            NeedTable.number(row.need()),
            microsOrNull(row.head().deadline()),
            hold == null ? null : hold.owner().name(),
            hold == null ? null : hold.owner().incarnation(),
            hold == null ? null : hold.claimNumber(),
            hold == null ? null : micros(hold.since()),
            waiting == null ? null : micros(waiting.until()),
            waiting == null ? null : waiting.algorithm(),
            microsOrNull(row.due()),
            microsOrNull(row.started()),
            microsOrNull(row.ended()),
            failure == null ? null : failure.kind().name(),
            failure == null ? null : failure.processor(),
            failure == null ? null : failure.message()
        };
    }

    private static Object[] concat(Object[] first, Object[] second) {
        Object[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** Reads a row that the script has found. */
    ProcessRow read(Script script, Row row) throws SQLException {
        ProcessId id = new ProcessId(row.uuid());
        long seq = row.number();
        PlanHash plan = names.plan(script, row.number());
        FlowVersion flow = new FlowVersion(row.text(), row.integer());
        Map<String, String> labels = Labels.read(row.textOrNull());
        Instant submitted = row.time();
        Instant deadline = row.timeOrNull();
        ProcessStatus status = Codes.status(row.integer());
        long epoch = row.number();
        int run = row.integer();
        Need need = names.need(script, row.number());
        ProcessRow.Hold hold = hold(row);
        ProcessRow.Waiting waiting = waiting(row);
        Instant started = row.timeOrNull();
        Instant ended = row.timeOrNull();
        Failure failure = failure(row);
        ProcessHead head = new ProcessHead(id, seq, plan, flow, labels, submitted, deadline);
        return new ProcessRow(head, status, epoch, run, need, hold, waiting, started, ended, failure);
    }

    private static ProcessRow.@Nullable Hold hold(Row row) throws SQLException {
        String name = row.textOrNull();
        UUID incarnation = row.uuidOrNull();
        long claim = row.number();
        Instant since = row.timeOrNull();
        return name == null || incarnation == null || since == null
                ? null
                : new ProcessRow.Hold(new MemberId(name, incarnation), claim, since);
    }

    private static ProcessRow.@Nullable Waiting waiting(Row row) throws SQLException {
        Instant until = row.timeOrNull();
        String algorithm = row.textOrNull();
        return until == null ? null : new ProcessRow.Waiting(until, algorithm);
    }

    static @Nullable Failure failure(Row row) throws SQLException {
        String kind = row.textOrNull();
        String processor = row.textOrNull();
        String message = row.textOrNull();
        return kind == null || processor == null || message == null
                ? null
                : new Failure(Failure.Kind.valueOf(kind), processor, message);
    }

    static List<Object[]> ids(Iterable<ProcessId> processes) {
        List<Object[]> ids = new ArrayList<>();
        processes.forEach(id -> ids.add(new Object[] {id.value()}));
        return ids;
    }
}
