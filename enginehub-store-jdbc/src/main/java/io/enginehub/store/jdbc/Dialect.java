package io.enginehub.store.jdbc;

import io.enginehub.api.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How one database is spoken to. Statements take rows of values: see {@link Sql}. */
interface Dialect {
    /** The values of {@link #prune}. */
    String PRUNED = "before long, most int";

    /** What {@link #selectFirst} takes behind a key. */
    List<Column> FIRST = Column.list("after long, most int");

    /** The dialect of a connection's database. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> new PostgresDialect();
            case "SQLite" -> new SqliteDialect();
            default -> throw new SQLException("EngineHub keeps processes in PostgreSQL or SQLite, not in " + product);
        };
    }

    /**
     * The dialect of a URL, with or without {@code jdbc:} before it, of which only the beginning counts.
     *
     * @throws IllegalArgumentException when it names another database
     */
    static Dialect named(String url) {
        String plain = OwnPool.plain(url);
        if (plain.startsWith("postgresql:")) {
            return new PostgresDialect();
        }
        if (plain.startsWith("sqlite:")) {
            return new SqliteDialect();
        }
        // why only how it begins: behind that may stand a password
        throw new IllegalArgumentException(
                "A store is named by sqlite:… or postgresql:…, unlike '" + plain.split("[/?@]", 2)[0] + "…'.");
    }

    /** The word with which the files of migrations begin. */
    String name();

    /** Refuses a version of the database that the store must not run on. */
    void check(Connection connection) throws SQLException;

    /** Prepares a connection that is held and reads, each time what is committed. */
    void beginReading(Connection connection) throws SQLException;

    /** How many transactions may write at a time. */
    int writers();

    /** Prepares a connection that is held and writes. */
    void beginHolding(Connection connection) throws SQLException;

    /** Makes a connection that was held what it was before. */
    void endHolding(Connection connection) throws SQLException;

    /** Runs statements on a connection. */
    Script script(Connection connection);

    /** Waits for the lock under which migrations run, until the transaction's end. */
    void lockSchema(Connection connection, String prefix) throws SQLException;

    // ── statements ──

    /**
     * Inserts rows.
     *
     * @param conflict what to do when one is there, as both databases say it; or empty
     */
    Sql insert(String table, List<Column> columns, String conflict);

    /** Sets columns of rows, by their keys. */
    Sql update(String table, List<Column> keys, List<Column> columns);

    Sql delete(String table, List<Column> keys);

    /**
     * Deletes old rows, passing over those that are locked: {@code before long, most int}.
     *
     * @param keys the columns of the table's primary key
     * @param where which ones are old, of the table as {@code t} and with {@code :before}
     */
    Sql prune(String table, String keys, String where);

    /** Selects the rows of keys. */
    Sql select(String columns, String from, List<Column> keys);

    /** Takes locks until the transaction's end, by numbers that are given in ascending order; null: there is one writer. */
    @Nullable
    Sql lock();

    /**
     * Locks and selects processes, in the order of their ids: by {@code id uuid}, or by {@code owner uuid, claim_no long},
     * the other values being null.
     *
     * @param columns of the table as {@code t}
     */
    Sql selectLocked(String columns, String table);

    /**
     * Selects processes that may be claimed, and locks them; passes over those that are locked: {@code need long, most int,
     * total int}. May give more than {@code total}.
     */
    Sql selectClaimable(String columns, String from, String table);

    /**
     * Selects of each key the first rows above a number: the key's column, {@code after long, most int}. In the number's
     * order for one key; in none for several.
     */
    Sql selectFirst(String columns, String table, Column key, String number);

    /**
     * A query with named parameters, one row of them.
     *
     * @param parameters such as {@code "now long, most int"}; {@code :now} stands for the first one
     */
    Sql query(String parameters, String text);

    /** Selects one row of an expression. */
    default Sql all(String expression) {
        return new Sql("SELECT " + expression, List.of());
    }

    /** The store's time in microseconds, as an expression; null: the store counts it itself. */
    @Nullable
    String now();

    // ── values ──

    Object value(Column.Type type, Object value);

    UUID uuid(ResultSet row, int column) throws SQLException;

    /** Whether a query failed because its table, or the whole of a database, is not there. */
    boolean isNoStore(SQLException e);

    /**
     * What is known of a transaction that failed.
     *
     * @param committing whether its commit may have been sent
     */
    StoreException.Fault fault(SQLException e, boolean committing);
}
