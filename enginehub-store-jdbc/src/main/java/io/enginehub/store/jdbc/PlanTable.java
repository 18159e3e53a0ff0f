package io.enginehub.store.jdbc;

import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Flows' contents. When one was used is written once an hour, so that those that no process has any more can be found
 * without a look at all processes.
 */
final class PlanTable {
    static final Duration USE = Duration.ofHours(1);

    final String name;
    final Sql put;
    final Sql find;

    PlanTable(Dialect dialect, String prefix) {
        name = prefix + "plan";
        put = dialect.insert(
                name,
                Column.list("id long, hash text, used long, body text"),
                "(id) DO UPDATE SET used = excluded.used WHERE " + name + ".used < excluded.used - "
                        + Times.micros(USE));
        find = dialect.select("t.hash, t.body", name + " t", Column.list("id long"));
    }

    static long number(PlanHash hash) {
        return Numbers.of("plan", hash.hex());
    }

    static Object[] values(PlanRow row, Instant now) {
        return new Object[] {number(row.hash()), row.hash().hex(), Times.micros(now), row.body()};
    }

    static PlanRow read(Row row) throws SQLException {
        return new PlanRow(new PlanHash(row.text()), row.text());
    }
}
