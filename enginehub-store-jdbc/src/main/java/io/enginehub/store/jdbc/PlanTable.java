package io.enginehub.store.jdbc;

import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Flows' contents. When one was put for the last time is written once an hour, so that those that no process has any more
 * can be found without a look at all processes: a process that came with its flow has put that at its submit, and no process
 * is much older than the one with the lowest number. So one that waits for long keeps what was put after it, too.
 */
final class PlanTable {
    static final Duration USE = Duration.ofHours(1);
    /** Numbers do not go by time where a server's clock was set back. */
    private static final Duration SLACK = Duration.ofHours(24);

    private static final Numbers<PlanHash> NUMBERS = new Numbers<>("plan", PlanHash::hex);

    final String name;
    final Sql put;
    final Sql find;
    final Sql prune;

    PlanTable(Dialect dialect, String prefix) {
        name = prefix + "plan";
        put = dialect.insert(
                name,
                Column.list("id long, hash text, used long, body text"),
                "(id) DO UPDATE SET used = excluded.used WHERE " + name + ".used < excluded.used - "
                        + Times.micros(USE));
        prune = dialect.prune(
                name,
                "id",
                "t.used < :before AND NOT EXISTS (SELECT 1 FROM " + prefix + "flow f WHERE f.plan = t.id)"
                        + " AND NOT EXISTS (SELECT 1 FROM (SELECT p.submitted FROM " + prefix
                        + "process p ORDER BY p.submitted LIMIT 1) o WHERE o.submitted < t.used + "
                        + Times.micros(USE.plus(SLACK)) + ")");
        find = dialect.select("t.hash, t.body", name + " t", Column.list("id long"));
    }

    static long number(PlanHash hash) {
        return NUMBERS.of(hash);
    }

    static Object[] values(PlanRow row, Instant now) {
        return new Object[] {number(row.hash()), row.hash().hex(), Times.micros(now), row.body()};
    }

    static PlanRow read(Row row) throws SQLException {
        return new PlanRow(new PlanHash(row.text()), row.text());
    }
}
