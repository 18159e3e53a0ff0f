package io.enginehub.store.jdbc;

import static io.enginehub.store.jdbc.Times.micros;
import static io.enginehub.store.jdbc.Times.microsOrNull;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.PlanHash;
import java.sql.SQLException;

/** Versions of deployed flows. */
final class FlowTable {
    static final String COLUMNS = "t.flow, t.version, l.hash, t.deployed, t.ready, t.undeployed";

    final String from;
    final Sql put;
    final Sql find;

    FlowTable(Dialect dialect, String prefix) {
        from = prefix + "flow t JOIN " + prefix + "plan l ON l.id = t.plan";
        put = dialect.insert(
                prefix + "flow",
                Column.list("flow text, version int, plan long, deployed long, ready long, undeployed long"),
                "(flow, version) DO UPDATE SET plan = excluded.plan, deployed = excluded.deployed,"
                        + " ready = excluded.ready, undeployed = excluded.undeployed");
        find = dialect.select(COLUMNS, from, Column.list("flow text"));
    }

    static Object[] values(FlowRow row) {
        return new Object[] {
            row.version().key(),
            row.version().version(),
            PlanTable.number(row.plan()),
            micros(row.deployedAt()),
            microsOrNull(row.readyAt()),
            microsOrNull(row.undeployedAt())
        };
    }

    static FlowRow read(Row row) throws SQLException {
        return new FlowRow(
                new FlowVersion(row.text(), row.integer()),
                new PlanHash(row.text()),
                row.time(),
                row.timeOrNull(),
                row.timeOrNull());
    }
}
