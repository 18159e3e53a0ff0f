package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHead;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Prune;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.Writes;
import io.enginehub.testkit.SampleRows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the contract of stores leaves to this one: what is locked, and plans that cannot be looked for process by process. */
class PruneTest {
    private static final PlanHash OLD = new PlanHash("0d");
    private static final Duration LONG = Duration.ofDays(10);

    @TempDir
    Path folder;

    private static void write(JdbcProcessStore store, Consumer<Writes> fill) {
        store.transact(new Reads(), rows -> {
            Writes writes = new Writes();
            fill.accept(writes);
            return writes;
        });
    }

    /** Whether a plan that nothing has is kept, where the oldest process, of a deployed flow, was submitted so long after it. */
    private static boolean isOldPlanKept(JdbcProcessStore store, Duration after) {
        Instant now = Instant.now();
        write(store, writes -> {
            writes.put(new PlanRow(OLD, "{}"));
            writes.put(new PlanRow(SampleRows.PLAN, "{}"));
            writes.put(new FlowRow(SampleRows.FLOW, SampleRows.PLAN, now, now, null));
            writes.insert(submitted(now.plus(after)));
        });
        write(store, writes -> writes.prune(new Prune(Prune.Kind.PLAN, now.plus(LONG), 10)));
        assertTrue(store.history().plan(SampleRows.PLAN).isPresent());
        return store.history().plan(OLD).isPresent();
    }

    private static ProcessRow submitted(Instant at) {
        ProcessHead head = new ProcessHead(SampleRows.id(1), 0, SampleRows.PLAN, SampleRows.FLOW, Map.of(), at, null);
        return new ProcessRow(head, ProcessStatus.PENDING, 0, 1, SampleRows.need("tree"), null, null, null, null, null);
    }

    private JdbcProcessStore file(String name) {
        return JdbcProcessStore.open("sqlite:" + folder.resolve(name));
    }

    private static JdbcProcessStore tables(HikariDataSource pool, String prefix) {
        return JdbcProcessStore.using(pool).tablePrefix(prefix).open();
    }

    @Test
    void keepsPlansThatAreNotMuchOlderThanTheOldestProcess() {
        try (HikariDataSource pool = TestPostgres.pool(4);
                JdbcProcessStore file = file("young.db");
                JdbcProcessStore tables = tables(pool, TestPostgres.newPrefix())) {
            assertTrue(isOldPlanKept(file, Duration.ofHours(24)));
            assertTrue(isOldPlanKept(tables, Duration.ofHours(24)));
        }
    }

    @Test
    void forgetsPlansThatAreMuchOlderThanTheOldestProcess() {
        try (HikariDataSource pool = TestPostgres.pool(4);
                JdbcProcessStore file = file("old.db");
                JdbcProcessStore tables = tables(pool, TestPostgres.newPrefix())) {
            assertFalse(isOldPlanKept(file, Duration.ofHours(26)));
            assertFalse(isOldPlanKept(tables, Duration.ofHours(26)));
        }
    }

    @Test
    @Timeout(30)
    void passesOverWhatAnotherTransactionHasLocked() throws SQLException {
        String prefix = TestPostgres.newPrefix();
        try (HikariDataSource pool = TestPostgres.pool(6);
                JdbcProcessStore store = tables(pool, prefix)) {
            write(store, writes -> {
                for (String key : new String[] {"locked", "free"}) {
                    writes.put(new KeyRow(new RequestKey("c", key), "hash", SampleRows.id(1), SampleRows.NOON));
                }
            });
            try (Connection other = pool.getConnection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("UPDATE " + prefix + "request SET expires = expires + 1 WHERE key = 'locked'");
                pruneKeys(store);
                assertEquals("locked", left(store));
                statement.execute("UPDATE " + prefix + "request SET expires = " + Long.MAX_VALUE);
                other.commit();
            }
            pruneKeys(store);
            assertEquals("locked", left(store)); // it was used again
        }
    }

    private static void pruneKeys(JdbcProcessStore store) {
        write(store, writes -> writes.prune(new Prune(Prune.Kind.KEY, SampleRows.NOON.plusSeconds(1), 10)));
    }

    private static String left(JdbcProcessStore store) {
        StringBuilder left = new StringBuilder();
        RequestKey locked = new RequestKey("c", "locked");
        RequestKey free = new RequestKey("c", "free");
        store.transact(new Reads().key(locked).key(free), rows -> {
            left.append(rows.key(locked) == null ? "" : "locked").append(rows.key(free) == null ? "" : "free");
            return new Writes();
        });
        return left.toString();
    }
}
