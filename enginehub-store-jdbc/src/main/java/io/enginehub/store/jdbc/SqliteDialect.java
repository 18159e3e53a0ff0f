package io.enginehub.store.jdbc;

import static java.util.stream.Collectors.joining;

import io.enginehub.api.StoreException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite in this process, with one writer. */
final class SqliteDialect implements Dialect {
    /** In older ones a write-ahead log that is reset at the wrong moment loses commits. */
    private static final int[] OLDEST = {3, 51, 3};

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public void check(Connection connection) throws SQLException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        int[] parts = Arrays.stream(version.split("\\."))
                .limit(OLDEST.length)
                .mapToInt(Integer::parseInt)
                .toArray();
        if (Arrays.compare(parts, OLDEST) < 0) {
            throw new SQLException("EngineHub needs SQLite 3.51.3 or newer; this driver brings " + version + ".");
        }
    }

    @Override
    public void beginReading(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public void beginHolding(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
        }
        connection.setAutoCommit(false);
    }

    @Override
    public void endHolding(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
    }

    @Override
    public Script script(Connection connection) {
        return new DirectScript(connection, this);
    }

    @Override
    public void lockSchema(Connection connection, String prefix) {
        // why: each transaction that writes is alone
    }

    // ── statements ──

    private static String equal(List<Column> columns, int first, String between) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).name() + " = ?" + (first + i))
                .collect(joining(between));
    }

    @Override
    public Sql insert(String table, List<Column> columns, String conflict) {
        return new Sql(
                "INSERT INTO " + table + " (" + String.join(", ", Column.names(columns)) + ") VALUES ("
                        + columns.stream().map(column -> "?").collect(joining(", ")) + ")"
                        + (conflict.isEmpty() ? "" : " ON CONFLICT " + conflict),
                columns);
    }

    @Override
    public Sql update(String table, List<Column> keys, List<Column> columns) {
        return new Sql(
                "UPDATE " + table + " SET " + equal(columns, keys.size() + 1, ", ") + " WHERE "
                        + equal(keys, 1, " AND "),
                Column.concat(keys, columns));
    }

    @Override
    public Sql delete(String table, List<Column> keys) {
        return new Sql("DELETE FROM " + table + " WHERE " + equal(keys, 1, " AND "), keys);
    }

    @Override
    public Sql prune(String table, String keys, String where) {
        return query(
                PRUNED,
                "DELETE FROM " + table + " WHERE (" + keys + ") IN (SELECT " + keys + " FROM " + table + " t WHERE "
                        + where + " LIMIT :most)");
    }

    @Override
    public Sql select(String columns, String from, List<Column> keys) {
        String where = IntStream.range(0, keys.size())
                .mapToObj(i -> "t." + keys.get(i).name() + " = ?" + (i + 1))
                .collect(joining(" AND "));
        return new Sql("SELECT " + columns + " FROM " + from + " WHERE " + where, keys);
    }

    @Override
    public Sql selectFirst(String columns, String table, Column key, String number) {
        return new Sql(
                "SELECT " + columns + " FROM " + table + " t WHERE t." + key.name() + " = ?1 AND t." + number
                        + " > ?2 ORDER BY t." + number + " LIMIT ?3",
                Column.concat(List.of(key), FIRST));
    }

    @Override
    public Sql query(String parameters, String text) {
        if (parameters.isEmpty()) {
            return new Sql(text, List.of());
        }
        List<Column> columns = Column.list(parameters);
        String numbered = text;
        for (int i = 0; i < columns.size(); i++) {
            numbered = numbered.replace(":" + columns.get(i).name(), "?" + (i + 1));
        }
        return new Sql(numbered, columns);
    }

    @Override
    public @Nullable Sql lock() {
        return null;
    }

    @Override
    public Sql selectLocked(String columns, String table) {
        return new Sql(
                "SELECT " + columns + " FROM " + table
                        + " t WHERE t.id = ?1 OR t.owner = ?2 AND t.claim_no = ?3 AND t.status = 1",
                Column.list("id uuid, owner uuid, claim_no long"));
    }

    @Override
    public Sql selectClaimable(String columns, String from, String table) {
        String lane = "SELECT * FROM (SELECT " + columns + " FROM " + from
                + " WHERE t.need = ?1 AND t.status = 0 AND t.wait_until IS NULL AND t.epoch %s 0"
                + " ORDER BY t.seq LIMIT ?2)";
        return new Sql(lane.formatted(">") + " UNION ALL " + lane.formatted("="), Column.list("need long, most int"));
    }

    @Override
    public @Nullable String now() {
        return null;
    }

    // ── values ──

    @Override
    public Object value(Column.Type type, Object value) {
        if (type == Column.Type.UUID) {
            UUID uuid = (UUID) value;
            return ByteBuffer.allocate(16)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
        }
        return type == Column.Type.TEXT ? Column.storable((String) value) : value;
    }

    @Override
    public UUID uuid(ResultSet row, int column) throws SQLException {
        ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(column));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    @Override
    public boolean isNoStore(SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException sqlite ? sqlite.getResultCode() : null;
        // why by its text: a missing table has the code of any error in a statement
        return code == SQLiteErrorCode.SQLITE_NOTADB
                || String.valueOf(e.getMessage()).contains("no such table");
    }

    @Override
    public StoreException.Fault fault(SQLException e, boolean committing) {
        SQLiteErrorCode code = e instanceof SQLiteException sqlite ? sqlite.getResultCode() : null;
        if (code == SQLiteErrorCode.SQLITE_FULL || code == SQLiteErrorCode.SQLITE_READONLY) {
            return StoreException.Fault.READ_ONLY;
        }
        boolean refused = code == SQLiteErrorCode.SQLITE_BUSY || code == SQLiteErrorCode.SQLITE_CONSTRAINT;
        return committing && !refused ? StoreException.Fault.UNKNOWN : StoreException.Fault.NOT_DONE;
    }
}
