package io.enginehub.store.jdbc;

import static io.enginehub.store.jdbc.Times.micros;
import static io.enginehub.store.jdbc.Times.microsOrNull;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.EventKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Attempts that failed, and losses of agents. */
final class AttemptTable {
    private static final List<Column> PROCESS = Column.list("process uuid");

    final Sql insert;
    final Sql delete;
    /** In no order: see {@link Numbered}. */
    final Sql find;

    AttemptTable(Dialect dialect, String prefix) {
        String name = prefix + "attempt";
        insert = dialect.insert(
                name,
                Column.list("process uuid, step text, run int, attempt int, loss int, agent text, started long,"
                        + " ended long, fault text, fault_step text, fault_text text, next_at long"),
                "");
        delete = dialect.delete(name, PROCESS);
        find = dialect.select(
                "t.no, t.process, t.step, t.run, t.attempt, t.loss, t.agent, t.started, t.ended, t.fault, t.fault_step,"
                        + " t.fault_text, t.next_at",
                name + " t",
                PROCESS);
    }

    /** An attempt, and its place in the order. */
    record Numbered(long number, AttemptRow row) {}

    static Object[] values(AttemptRow row) {
        return new Object[] {
            row.key().process().value(),
            row.key().step(),
            row.key().run(),
            row.key().attempt(),
            row.loss(),
            row.agent(),
            micros(row.started()),
            micros(row.ended()),
            row.failure().kind().name(),
            row.failure().processor(),
            row.failure().message(),
            microsOrNull(row.nextAt())
        };
    }

    static Numbered read(Row row) throws SQLException {
        long number = row.number();
        ProcessId process = new ProcessId(row.uuid());
        String step = row.text();
        int run = row.integer();
        int attempt = row.integer();
        return new Numbered(
                number,
                new AttemptRow(
                        new EventKey(process, step, run, attempt),
                        row.integer(),
                        row.text(),
                        row.time(),
                        row.time(),
                        Objects.requireNonNull(ProcessTable.failure(row)),
                        row.timeOrNull()));
    }
}
