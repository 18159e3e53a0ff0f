package io.enginehub.store.jdbc;

import java.util.UUID;

/**
 * How many processes are PENDING and how many have ended, as sums over stores: each adds to a row of its own, in the
 * transaction that changes the numbers, so that they never wait for each other, and nobody has to count.
 */
final class CountTable {
    final Sql add;
    final Sql pending;
    final Sql ended;

    CountTable(Dialect dialect, String prefix) {
        String name = prefix + "counts";
        add = dialect.insert(
                name,
                Column.list("store uuid, pending long, ended long"),
                "(store) DO UPDATE SET pending = " + name + ".pending + excluded.pending, ended = " + name
                        + ".ended + excluded.ended");
        pending = dialect.all("(SELECT coalesce(sum(pending), 0) FROM " + name + ")");
        ended = dialect.all("(SELECT coalesce(sum(ended), 0) FROM " + name + ")");
    }

    static Object[] values(UUID store, long pending, long ended) {
        return new Object[] {store, pending, ended};
    }
}
