package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.api.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are made, half made, made by others, and changed by others. */
class SchemaTest {
    @TempDir
    Path folder;

    private int files;

    private interface OnPool {
        void test(HikariDataSource pool, String prefix) throws Exception;
    }

    private void onBoth(OnPool test) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + folder.resolve("store" + ++files + ".db"));
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        config.addDataSourceProperty("busy_timeout", "5000");
        config.setMaximumPoolSize(4);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            test.test(pool, "enginehub_");
        }
        try (HikariDataSource pool = TestPostgres.pool(8)) {
            test.test(pool, TestPostgres.newPrefix());
        }
    }

    private static JdbcStoreBuilder store(HikariDataSource pool, String prefix) {
        return JdbcProcessStore.using(pool).tablePrefix(prefix);
    }

    private static void execute(HikariDataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All columns of all tables of a prefix. */
    private static Set<String> columns(HikariDataSource pool, String prefix) throws SQLException {
        Set<String> all = new TreeSet<>();
        try (Connection connection = pool.getConnection();
                ResultSet rows = connection.getMetaData().getColumns(null, null, prefix + "%", "%")) {
            while (rows.next()) {
                all.add(rows.getString("TABLE_NAME").substring(prefix.length()) + "." + rows.getString("COLUMN_NAME")
                        + " " + rows.getString("TYPE_NAME"));
            }
        }
        return all;
    }

    private static String refusal(JdbcStoreBuilder store) {
        StoreException e = assertThrows(StoreException.class, () -> store.open().close());
        assertEquals(StoreException.Fault.NOT_DONE, e.fault());
        return String.valueOf(e.getMessage());
    }

    @Test
    void leavesNothingHalfDoneAfterEachStatement() throws Exception {
        onBoth((pool, prefix) -> {
            List<String> statements = Schema.statements(store(pool, prefix).sql());
            for (int prefixLength = 1; prefixLength < statements.size(); prefixLength++) {
                try (Connection connection = pool.getConnection()) {
                    connection.setAutoCommit(false);
                    for (String sql : statements.subList(0, prefixLength)) {
                        try (Statement statement = connection.createStatement()) {
                            statement.execute(sql);
                        }
                    }
                    connection.rollback();
                }
                assertEquals(Set.of(), columns(pool, prefix));
            }
            store(pool, prefix).open().close();
            assertTrue(columns(pool, prefix).size() > 80);
            System.out.println("Migration: killed after each of " + statements.size() + " statements, nothing left");
        });
    }

    @Test
    void migratesOnceWhenManyHubsStartAtOnce() throws Exception {
        onBoth((pool, prefix) -> {
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Callable<Boolean>> hubs = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    hubs.add(() -> {
                        store(pool, prefix).open().close();
                        return true;
                    });
                }
                for (Future<Boolean> hub : threads.invokeAll(hubs)) {
                    assertTrue(hub.get());
                }
            } finally {
                threads.shutdown();
            }
        });
    }

    @Test
    void refusesTablesThatSomebodyHasChanged() throws Exception {
        onBoth((pool, prefix) -> {
            store(pool, prefix).open().close();
            execute(pool, "UPDATE " + prefix + "schema SET checksum = 1");
            assertTrue(refusal(store(pool, prefix)).contains("give EngineHub another prefix"));
        });
    }

    @Test
    void servesNewerTablesOnlyWhereTheyAllowIt() throws Exception {
        onBoth((pool, prefix) -> {
            store(pool, prefix).open().close();
            execute(pool, "INSERT INTO " + prefix + "schema (version, checksum, needs) VALUES (2, 5, 1)");
            store(pool, prefix).open().close();
            store(pool, prefix).migrate(false).open().close();
            execute(pool, "UPDATE " + prefix + "schema SET needs = 2 WHERE version = 2");
            assertTrue(refusal(store(pool, prefix)).contains("Start a newer one"));
        });
    }

    @Test
    void tellsWhatToRunWhereItMayNotMakeTables() throws Exception {
        onBoth((pool, prefix) -> {
            String refusal = refusal(store(pool, prefix).migrate(false));
            assertTrue(refusal.contains("enginehub migrate --print"), refusal);
            assertEquals(Set.of(), columns(pool, prefix));
            for (String sql : Schema.statements(store(pool, prefix).sql())) {
                execute(pool, sql);
            }
            Set<String> byHand = columns(pool, prefix);
            store(pool, prefix).migrate(false).open().close();
            String other = prefix.startsWith("t") ? TestPostgres.newPrefix() : "other_";
            store(pool, other).open().close();
            assertEquals(columns(pool, other), byHand);
        });
    }
}
