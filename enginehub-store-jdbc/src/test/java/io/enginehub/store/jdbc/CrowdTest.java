package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight dispatchers at once, by the engine's rules, on each database; on PostgreSQL through two hubs, too. */
class CrowdTest {
    private static final int DISPATCHERS = 8;
    private static final int TURNS = 250;

    @TempDir
    Path folder;

    private static void run(String where, List<JdbcProcessStore> stores, Runnable between) throws InterruptedException {
        Crowd crowd = new Crowd(stores, TURNS);
        crowd.run(DISPATCHERS, between);
        List<String> wrong = crowd.audit();
        System.out.println("Crowd on " + where + ": " + crowd + ", " + wrong.size() + " wrong");
        assertEquals(List.of(), wrong);
        assertEquals(0, crowd.deadlocks());
    }

    private static HikariDataSource pool(String application) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestPostgres.url());
        config.setMaximumPoolSize(4);
        config.addDataSourceProperty("ApplicationName", application);
        return new HikariDataSource(config);
    }

    @Test
    void keepsItsPromisesOnSqlite() throws Exception {
        try (JdbcProcessStore store = JdbcProcessStore.open("sqlite:" + folder.resolve("store.db"))) {
            run("SQLite", List.of(store), () -> {});
        }
    }

    @Test
    void keepsItsPromisesOnPostgres() throws Exception {
        onPostgres("PostgreSQL", () -> {});
    }

    private static void onPostgres(String where, Runnable between) throws InterruptedException {
        String prefix = TestPostgres.newPrefix();
        try (HikariDataSource pool = pool("crowd");
                HikariDataSource other = pool("crowd");
                JdbcProcessStore first =
                        JdbcProcessStore.using(pool).tablePrefix(prefix).open();
                JdbcProcessStore second =
                        JdbcProcessStore.using(other).tablePrefix(prefix).open()) {
            run(where + ", one hub", List.of(first), between);
            run(where + ", two hubs", List.of(first, second), between);
        }
    }

    @Test
    void keepsThemWhileConnectionsAreKilled() throws Exception {
        AtomicInteger killed = new AtomicInteger();
        onPostgres("PostgreSQL with kills", () -> killed.addAndGet(kill()));
        System.out.println("Crowd: " + killed + " connections killed");
        assertTrue(killed.get() > 20, "hardly any were killed: " + killed);
    }

    private static int kill() {
        try (HikariDataSource pool = TestPostgres.pool(1);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM"
                        + " pg_stat_activity WHERE application_name = 'crowd' ORDER BY random() LIMIT 1) one")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
