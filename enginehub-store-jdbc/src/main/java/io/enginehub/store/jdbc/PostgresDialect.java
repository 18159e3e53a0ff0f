package io.enginehub.store.jdbc;

import static java.util.stream.Collectors.joining;

import io.enginehub.api.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** PostgreSQL 13 and newer. */
final class PostgresDialect implements Dialect {
    private static final int OLDEST = 13;
    private static final List<Column> LOCKED = Column.list("id uuid, owner uuid, claim_no long");
    /**
     * A statement is planned once, whatever arrays it is given: planned for each, it costs more to plan than to run. Since a
     * plan that was made while a table was empty would scan it for ever, nothing is to be scanned. What has to be scanned all
     * the same seems so dear then that it would be compiled at each run, which takes forty milliseconds.
     */
    private static final List<String> SETTINGS = List.of(
            "plan_cache_mode = force_generic_plan",
            "enable_seqscan = off",
            "enable_hashjoin = off",
            "enable_mergejoin = off",
            "enable_bitmapscan = off",
            "jit = off");

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void check(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            throw new SQLException("EngineHub needs PostgreSQL " + OLDEST + " or newer; this one is " + version + ".");
        }
    }

    @Override
    public void beginReading(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        execute(connection, SETTINGS.stream().map(setting -> "SET " + setting).collect(joining(";")));
    }

    @Override
    public int writers() {
        return 2; // why: a renewal must not wait for a batch
    }

    @Override
    public void beginHolding(Connection connection) throws SQLException {
        beginReading(connection);
        connection.setAutoCommit(false);
    }

    @Override
    public void endHolding(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        execute(
                connection,
                SETTINGS.stream()
                        .map(setting -> "RESET " + setting.split(" ", 2)[0])
                        .collect(joining(";")));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Script script(Connection connection) {
        return new PipelinedScript(connection, this);
    }

    @Override
    public void lockSchema(Connection connection, String prefix) throws SQLException {
        execute(connection, "SELECT pg_advisory_xact_lock(" + Numbers.of("schema", prefix) + ")");
    }

    // ── statements ──

    private static String unnest(List<Column> columns) {
        return columns.stream().map(column -> "?::" + column.type().name + "[]").collect(joining(", ", "unnest(", ")"));
    }

    private static String wanted(List<Column> columns) {
        return unnest(columns) + " AS w(" + String.join(", ", Column.names(columns)) + ")";
    }

    @Override
    public Sql insert(String table, List<Column> columns, String conflict) {
        return new Sql(
                "INSERT INTO " + table + " (" + String.join(", ", Column.names(columns)) + ") SELECT * FROM "
                        + unnest(columns) + (conflict.isEmpty() ? "" : " ON CONFLICT " + conflict),
                columns);
    }

    @Override
    public Sql update(String table, List<Column> keys, List<Column> columns) {
        List<Column> all = Column.concat(keys, columns);
        return new Sql(
                "UPDATE " + table + " t SET "
                        + columns.stream()
                                .map(c -> c.name() + " = w." + c.name())
                                .collect(joining(", ")) + " FROM "
                        + wanted(all) + " WHERE " + equal("t", keys),
                all);
    }

    private static String equal(String table, List<Column> keys) {
        return keys.stream()
                .map(key -> table + "." + key.name() + " = w." + key.name())
                .collect(joining(" AND "));
    }

    @Override
    public Sql delete(String table, List<Column> keys) {
        return new Sql("DELETE FROM " + table + " t USING " + wanted(keys) + " WHERE " + equal("t", keys), keys);
    }

    @Override
    public Sql prune(String table, String keys, String where) {
        return query(
                PRUNED,
                "DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT t.ctid FROM " + table + " t WHERE " + where
                        + " LIMIT :most FOR UPDATE SKIP LOCKED))");
    }

    @Override
    public Sql select(String columns, String from, List<Column> keys) {
        return new Sql(
                "SELECT " + columns + " FROM " + wanted(keys) + " JOIN " + from + " ON " + equal("t", keys), keys);
    }

    @Override
    public Sql selectFirst(String columns, String table, Column key, String number) {
        List<Column> all = Column.concat(List.of(key), FIRST);
        return new Sql(
                "SELECT " + columns + " FROM " + wanted(all) + " CROSS JOIN LATERAL (SELECT * FROM " + table
                        + " q WHERE " + equal("q", List.of(key)) + " AND q." + number + " > w.after ORDER BY q."
                        + number + " LIMIT w.most) t",
                all);
    }

    @Override
    public Sql query(String parameters, String text) {
        if (parameters.isEmpty()) {
            return new Sql(text, List.of());
        }
        List<Column> columns = Column.list(parameters);
        String named = text;
        for (Column column : columns) {
            named = named.replace(":" + column.name(), "(SELECT w." + column.name() + " FROM w)");
        }
        return new Sql("WITH w AS (SELECT * FROM " + wanted(columns) + ") " + named, columns);
    }

    @Override
    public Sql lock() {
        return new Sql("SELECT pg_advisory_xact_lock(k) FROM unnest(?::int8[]) k", Column.list("k long"));
    }

    /**
     * A row that was changed while its lock was waited for is checked again and given as it is now, against what this
     * statement has seen before of others: so no other table is joined.
     */
    @Override
    public Sql selectLocked(String columns, String table) {
        // why OFFSET: joined otherwise, all that is RUNNING would be looked at
        return new Sql(
                "WITH w AS (SELECT * FROM " + wanted(LOCKED) + ") SELECT " + columns + " FROM " + table
                        + " t WHERE t.id = ANY (ARRAY(SELECT w.id FROM w WHERE w.id IS NOT NULL UNION"
                        + " SELECT q.id FROM w CROSS JOIN LATERAL (SELECT id FROM " + table
                        + " WHERE owner = w.owner AND claim_no = w.claim_no AND status = 1 OFFSET 0) q))"
                        + " ORDER BY t.id FOR NO KEY UPDATE OF t",
                LOCKED);
    }

    @Override
    public Sql selectClaimable(String columns, String from, String table) {
        List<Column> keys = Column.list("need long, most int, total int");
        String lane = "(SELECT q.id, q.seq, q.epoch = 0 AS fresh FROM " + table
                + " q WHERE q.need = w.need AND q.status = 0 AND q.wait_until IS NULL AND q.epoch %s 0"
                + " ORDER BY q.seq LIMIT w.most)";
        return new Sql(
                "WITH w AS (SELECT * FROM " + wanted(keys) + "), heads AS (SELECT h.* FROM w CROSS JOIN LATERAL ("
                        + lane.formatted(">") + " UNION ALL " + lane.formatted("=")
                        + ") h ORDER BY h.fresh, h.seq LIMIT (SELECT 2 * max(total) FROM w)) SELECT " + columns
                        + " FROM heads JOIN " + from
                        + " ON t.id = heads.id WHERE t.status = 0 AND t.wait_until IS NULL"
                        + " ORDER BY heads.fresh, heads.seq LIMIT (SELECT max(total) FROM w)"
                        + " FOR NO KEY UPDATE OF t SKIP LOCKED",
                keys);
    }

    @Override
    public String now() {
        return "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    }

    // ── values ──

    @Override
    public Object value(Column.Type type, Object value) {
        return type == Column.Type.TEXT ? Column.storable((String) value) : value;
    }

    @Override
    public UUID uuid(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    @Override
    public boolean isNoStore(SQLException e) {
        return "42P01".equals(e.getSQLState()); // undefined_table
    }

    @Override
    public StoreException.Fault fault(SQLException e, boolean committing) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.equals("25006") || state.equals("53100")) {
            return StoreException.Fault.READ_ONLY; // read_only_sql_transaction, disk_full
        }
        // why: with these the connection was lost, or is about to be, perhaps after the commit
        boolean lost = state.isEmpty() || state.startsWith("08") || state.startsWith("57P") || state.startsWith("58");
        return committing && lost ? StoreException.Fault.UNKNOWN : StoreException.Fault.NOT_DONE;
    }
}
