package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/** What a claim looks at does not grow with what waits, whether that may be claimed or stands before what may. */
class LargeQueueTest {
    private static final int SLOTS = 50;
    private static final int FEW = 200;
    private static final int MANY = 20_000;
    private static final long WANTED = 1;
    private static final long OTHER = 2;

    @TempDir
    Path folder;

    /** Inserts processes that wait: so many of a need, with the value of {@code wait_until}. */
    private interface Insert {
        void run(Statement statement, int many, long need, String waitUntil) throws SQLException;
    }

    /** Measures a claim of {@link #SLOTS}. */
    private interface Cost {
        long of(Statement statement) throws SQLException;
    }

    private static void doesNotGrow(String where, Statement statement, Insert insert, Cost cost) throws SQLException {
        insert.run(statement, MANY / 2, OTHER, "NULL");
        insert.run(statement, MANY / 2, WANTED, "1");
        insert.run(statement, FEW, WANTED, "NULL");
        long blocked = cost.of(statement);
        insert.run(statement, MANY, WANTED, "NULL");
        long many = cost.of(statement);
        statement.execute("DELETE FROM " + (where.equals("SQLite") ? "enginehub_process" : where) + " WHERE need = "
                + OTHER + " OR wait_until IS NOT NULL OR seq > " + (MANY + FEW));
        long few = cost.of(statement);
        System.out.println("A claim of " + SLOTS + " where " + FEW + " wait: " + few + "; behind " + MANY
                + " that may not be claimed: " + blocked + "; before " + MANY + " more that may: " + many);
        assertTrue(few > 0);
        assertTrue(blocked <= few * 1.1, () -> "behind others: " + blocked + " instead of " + few);
        assertTrue(many <= few * 1.1, () -> "before others: " + many + " instead of " + few);
    }

    // ── SQLite: instructions of its virtual machine ──

    @Test
    void onSqlite() throws SQLException {
        String file = folder.resolve("store.db").toString();
        JdbcProcessStore.open("sqlite:" + file).close();
        Tables tables = new Tables(new SqliteDialect(), Schema.PREFIX);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            doesNotGrow("SQLite", statement, LargeQueueTest::insertIntoSqlite, any -> steps(connection, tables));
        }
    }

    private static void insertIntoSqlite(Statement statement, int many, long need, String waitUntil)
            throws SQLException {
        statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + many + ")"
                + " INSERT INTO enginehub_process (id, status, epoch, run, need, plan, flow, version, submitted,"
                + " wait_until) SELECT randomblob(16), 0, 0, 1, " + need + ", 1, 'f', 1, i, " + waitUntil + " FROM n");
    }

    private static long steps(Connection connection, Tables tables) throws SQLException {
        long[] steps = new long[1];
        ProgressHandler.setHandler(connection, 1, new ProgressHandler() {
            @Override
            protected int progress() {
                steps[0]++;
                return 0;
            }
        });
        try (PreparedStatement claim = connection.prepareStatement(tables.process.findClaimable.text())) {
            claim.setLong(1, WANTED);
            claim.setInt(2, SLOTS);
            try (ResultSet rows = claim.executeQuery()) {
                int found = 0;
                while (rows.next()) {
                    found++;
                }
                assertEquals(SLOTS, found);
            }
        } finally {
            ProgressHandler.clearHandler(connection);
        }
        return steps[0];
    }

    // ── PostgreSQL: rows that its plan has visited ──

    @Test
    void onPostgresql() throws Exception {
        String prefix = TestPostgres.newPrefix();
        try (HikariDataSource pool = TestPostgres.pool(4)) {
            JdbcProcessStore.using(pool).tablePrefix(prefix).open().close();
        }
        Dialect dialect = new PostgresDialect();
        String text = PlansTest.numbered(new Tables(dialect, prefix).process.findClaimable);
        try (Connection connection = DriverManager.getConnection(PlansTest.simple(TestPostgres.url()));
                Statement statement = connection.createStatement()) {
            dialect.beginReading(connection);
            statement.execute("PREPARE claim AS " + text); // why: while the table is empty, as a hub does
            doesNotGrow(
                    prefix + "process",
                    statement,
                    (in, many, need, waitUntil) -> in.execute("INSERT INTO " + prefix + "process (id, status, epoch,"
                            + " run, need, plan, flow, version, submitted, wait_until) SELECT gen_random_uuid(), 0, 0,"
                            + " 1, " + need + ", 1, 'f', 1, i, " + waitUntil + " FROM generate_series(1, " + many
                            + ") i"),
                    LargeQueueTest::visits);
        }
    }

    private static long visits(Statement statement) throws SQLException {
        try (ResultSet plan = statement.executeQuery("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE claim('{"
                + WANTED + "}', '{" + SLOTS + "}', '{" + SLOTS + "}')")) {
            plan.next();
            JsonNode root = new ObjectMapper().readTree(plan.getString(1)).at("/0/Plan");
            assertEquals(SLOTS, root.path("Actual Rows").asLong(), root::toPrettyString);
            return visits(root);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Rows that this part of a plan has read out of a table or an index, and those that it has thrown away. */
    private static long visits(JsonNode plan) {
        long rows = 0;
        if (plan.has("Relation Name")) {
            double all = plan.path("Actual Rows").asDouble()
                    + plan.path("Rows Removed by Filter").asDouble()
                    + plan.path("Rows Removed by Index Recheck").asDouble();
            rows = Math.round(all * plan.path("Actual Loops").asDouble());
        }
        for (JsonNode part : plan.path("Plans")) {
            rows += visits(part);
        }
        return rows;
    }
}
