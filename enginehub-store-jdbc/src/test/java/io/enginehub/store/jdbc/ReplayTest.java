package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.core.sim.Recording;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the hubs of simulated clusters have committed to a store in memory, done again on a database: each transaction sees
 * the same there, and the same rows are left.
 */
class ReplayTest {
    private static final int SEEDS = Integer.getInteger("replays", 8);

    @TempDir
    Path folder;

    /** Opens an empty store. */
    private interface Open {
        ProcessStore store(long seed);
    }

    @Test
    void endsInTheSameRowsOnSqlite() {
        replay("SQLite", seed -> JdbcProcessStore.open("sqlite:" + folder.resolve(seed + ".db")));
    }

    @Test
    void endsInTheSameRowsOnPostgresql() {
        try (HikariDataSource pool = TestPostgres.pool(4)) {
            replay(
                    "PostgreSQL",
                    seed -> JdbcProcessStore.using(pool)
                            .tablePrefix(TestPostgres.newPrefix())
                            .open());
        }
    }

    private static void replay(String where, Open open) {
        int commits = 0;
        int rows = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Recording recording = Recording.of(seed, RowTexts::seen);
            try (ProcessStore store = open.store(seed)) {
                for (Recording.Commit commit : recording.commits()) {
                    String what = "seed " + seed + ", transaction " + commits;
                    store.transact(commit.reads(), seen -> {
                        assertEquals(commit.seen(), RowTexts.seen(commit.reads(), seen), what);
                        return commit.writes();
                    });
                    commits++;
                }
                assertEquals(RowTexts.all(recording.rows()), RowTexts.all(store.history()), "rows after seed " + seed);
                rows += RowTexts.all(store.history()).size();
            }
        }
        System.out.println("Replay on " + where + ": " + SEEDS + " simulated clusters, " + commits
                + " transactions, the same rows");
        assertTrue(commits > 100L * SEEDS && rows > 5 * SEEDS, "next to nothing was done again");
    }
}
