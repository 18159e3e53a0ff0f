package io.enginehub.store.jdbc;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.testkit.SampleRows;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No statement looks at all rows of a table that grows with the number of processes: asked of the databases' planners, of
 * each statement, while tables are empty, since PostgreSQL keeps the plan that it makes then.
 */
class PlansTest {
    private static final String LARGE = "(process|step|payload|attempt|log)";
    /** Statements that read an index from its end as far as a limit, or that are asked for a summary. */
    private static final Set<String> IN_ORDER = Set.of("history.nextDue", "history.oldestEnded", "history.pending");

    @TempDir
    Path folder;

    private static Map<String, Sql> statements(Tables tables) throws ReflectiveOperationException {
        Map<String, Sql> found = new TreeMap<>();
        for (Field table : Tables.class.getDeclaredFields()) {
            if (table.getType().getSimpleName().endsWith("Table")) {
                collect(table.get(tables), table.getName(), found);
            }
        }
        collect(new HistorySql(tables), "history", found);
        lists().forEach((name, query) -> found.put("list." + name, new ProcessList(tables, query).sql));
        assertTrue(found.size() > 40, found.keySet()::toString);
        return found;
    }

    private static Map<String, ProcessQuery> lists() {
        ProcessQuery hour = ProcessQuery.all().since(SampleRows.NOON).until(SampleRows.NOON.plus(Duration.ofHours(1)));
        return Map.of(
                "all",
                ProcessQuery.all(),
                "hour",
                hour,
                "flow",
                hour.flow("wine"),
                "finished",
                hour.statuses(Set.of(ProcessStatus.FINISHED)),
                "failed",
                hour.statuses(Set.of(ProcessStatus.FAILED, ProcessStatus.TIMED_OUT)));
    }

    private static void collect(Object of, String name, Map<String, Sql> found) throws ReflectiveOperationException {
        for (Field field : of.getClass().getDeclaredFields()) {
            if (field.getType() == Sql.class && field.get(of) != null) {
                found.put(name + "." + field.getName(), (Sql) field.get(of));
            }
        }
    }

    /** The lines of a plan that say so. */
    private static List<String> plan(Statement statement, String explain, int column) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(explain)) {
            while (result.next()) {
                lines.add(result.getString(column).strip());
            }
        }
        return lines;
    }

    @Test
    void ofPostgresqlReadNoLargeTable() throws Exception {
        String prefix = TestPostgres.newPrefix();
        try (HikariDataSource pool = TestPostgres.pool(4)) {
            JdbcProcessStore.using(pool).tablePrefix(prefix).open().close();
            Dialect dialect = new PostgresDialect();
            Map<String, String> bad = new TreeMap<>();
            try (Connection connection = DriverManager.getConnection(simple(TestPostgres.url()));
                    Statement statement = connection.createStatement()) {
                dialect.beginReading(connection);
                for (Map.Entry<String, Sql> entry :
                        statements(new Tables(dialect, prefix)).entrySet()) {
                    List<String> plan = postgresPlan(statement, entry.getValue());
                    if (scans(plan, prefix) && !IN_ORDER.contains(entry.getKey())) {
                        bad.put(entry.getKey(), String.join("\n", plan));
                    }
                }
            }
            assertEquals(Map.of(), bad);
        }
    }

    @Test
    void nothingIsCompiledToRunOnce() throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestPostgres.url());
                Statement statement = connection.createStatement()) {
            new PostgresDialect().beginReading(connection);
            assertEquals(List.of("off"), plan(statement, "SHOW jit", 1));
        }
    }

    /** The URL of the same server for a connection that may prepare statements itself. */
    static String simple(String url) {
        return url + (url.contains("?") ? "&" : "?") + "preferQueryMode=simple";
    }

    /** A statement as PREPARE takes it. */
    static String numbered(Sql sql) {
        StringBuilder text = new StringBuilder();
        int values = 0;
        for (String part : sql.text().split("\\?", -1)) {
            text.append(values == 0 ? "" : "$" + values).append(part);
            values++;
        }
        return text.toString();
    }

    /** The plan for all values: what the store's connections use. */
    private static List<String> postgresPlan(Statement statement, Sql sql) throws SQLException {
        statement.execute("PREPARE asked AS " + numbered(sql));
        int values = sql.columns().size() + 1;
        String nulls = values == 1
                ? ""
                : Collections.nCopies(values - 1, "NULL").stream().collect(joining(", ", "(", ")"));
        List<String> plan = plan(statement, "EXPLAIN (COSTS OFF) EXECUTE asked" + nulls, 1);
        statement.execute("DEALLOCATE asked");
        return plan;
    }

    private static boolean scans(List<String> plan, String prefix) {
        Pattern all = Pattern.compile(".*Seq Scan on " + prefix + LARGE + "( .*)?");
        Pattern index = Pattern.compile(".*Index (Only )?Scan (Backward )?using \\S+ on " + prefix + LARGE + "( .*)?");
        for (int i = 0; i < plan.size(); i++) {
            boolean byCondition = i + 1 < plan.size() && plan.get(i + 1).startsWith("Index Cond:");
            boolean first = i > 0 && plan.get(i - 1).endsWith("Limit");
            if (all.matcher(plan.get(i)).matches() || index.matcher(plan.get(i)).matches() && !byCondition && !first) {
                return true;
            }
        }
        return false;
    }

    @Test
    void ofSqliteReadNoLargeTable() throws Exception {
        String file = folder.resolve("store.db").toString();
        JdbcProcessStore.open("sqlite:" + file).close();
        Tables tables = new Tables(new SqliteDialect(), "enginehub_");
        Pattern all = Pattern.compile("SCAN t( USING .*)?");
        Map<String, String> bad = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Sql> entry : statements(tables).entrySet()) {
                List<String> plan =
                        plan(statement, "EXPLAIN QUERY PLAN " + entry.getValue().text(), 4);
                boolean scans = Pattern.compile("\\b" + LARGE + " t\\b")
                                .matcher(entry.getValue().text().replace("enginehub_", ""))
                                .find()
                        && plan.stream().anyMatch(line -> all.matcher(line).matches());
                if (scans && !IN_ORDER.contains(entry.getKey())) {
                    bad.put(entry.getKey(), String.join("\n", plan));
                }
            }
        }
        assertEquals(Map.of(), bad);
    }
}
