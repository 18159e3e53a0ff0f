package io.enginehub.store.jdbc;

import static io.enginehub.store.jdbc.Times.micros;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.StepRow;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** Finished steps, each with its output: written once, never changed. */
final class StepTable {
    private static final List<Column> PROCESS = Column.list("process uuid");

    final Sql insert;
    final Sql delete;
    final Sql find;
    final Sql findOutput;

    StepTable(Dialect dialect, String prefix) {
        String name = prefix + "step";
        insert = dialect.insert(
                name,
                Column.list("process uuid, step text, run int, attempt int, agent text, started long, ended long,"
                        + " type text, body bytes"),
                "");
        delete = dialect.delete(name, PROCESS);
        find = dialect.select("t.process, t.step, t.run, t.attempt, t.agent, t.started, t.ended", name + " t", PROCESS);
        findOutput = dialect.select(
                "t.process, t.step, t.type, t.body", name + " t", Column.list("process uuid, step text"));
    }

    static Object[] values(StepRow row, Payload output) {
        return new Object[] {
            row.process().value(),
            row.step(),
            row.run(),
            row.attempt(),
            row.agent(),
            micros(row.started()),
            micros(row.ended()),
            PayloadTable.type(output),
            output.toBytes()
        };
    }

    static List<StepRow> inOrder(List<StepRow> steps) {
        return steps.stream().sorted(Comparator.comparing(StepRow::ended)).toList();
    }

    static StepRow read(Row row) throws SQLException {
        return new StepRow(
                new ProcessId(row.uuid()),
                row.text(),
                row.integer(),
                row.integer(),
                row.text(),
                row.time(),
                row.time());
    }
}
