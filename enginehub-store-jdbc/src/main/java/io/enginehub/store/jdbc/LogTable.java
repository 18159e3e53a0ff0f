package io.enginehub.store.jdbc;

import static io.enginehub.store.jdbc.Times.micros;

import io.enginehub.api.LogLine;
import io.enginehub.api.spi.LogRow;
import java.sql.SQLException;
import java.util.List;

/** Lines of processes' logs. */
final class LogTable {
    private static final List<Column> PROCESS = Column.list("process uuid");

    final String name;
    final Sql insert;
    final Sql delete;
    /** The process, and a line as {@link #read} takes it. */
    final Sql find;

    LogTable(Dialect dialect, String prefix) {
        name = prefix + "log";
        insert = dialect.insert(
                name, Column.list("process uuid, at long, step text, attempt int, level int, line text"), "");
        delete = dialect.delete(name, PROCESS);
        find = dialect.selectFirst(
                "t.process, t.no, t.at, t.step, t.attempt, t.level, t.line", name, PROCESS.get(0), "no");
    }

    static Object[] values(LogRow row) {
        return new Object[] {
            row.process().value(),
            micros(row.line().at()),
            row.step(),
            row.attempt(),
            Codes.of(row.line().level()),
            row.line().text()
        };
    }

    static LogLine read(Row row) throws SQLException {
        return new LogLine(row.number(), row.time(), row.text(), row.integer(), Codes.level(row.integer()), row.text());
    }
}
