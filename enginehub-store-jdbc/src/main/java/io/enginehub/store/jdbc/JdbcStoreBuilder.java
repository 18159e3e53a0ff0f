package io.enginehub.store.jdbc;

import io.enginehub.api.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Settings of a store in a host application's database. */
public final class JdbcStoreBuilder {
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,30}");

    private final DataSource source;
    private String prefix = Schema.PREFIX;
    private boolean migrate = true;

    JdbcStoreBuilder(DataSource source) {
        this.source = source;
    }

    /**
     * What the tables' names begin with; {@code enginehub_} unless set.
     *
     * @throws IllegalArgumentException unless it is of lower-case letters, digits and underscores, up to 31 of them
     */
    public JdbcStoreBuilder tablePrefix(String text) {
        this.prefix = checkedPrefix(text);
        return this;
    }

    static String checkedPrefix(String text) {
        if (!PREFIX.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "A prefix of tables has up to 31 lower-case letters, digits and underscores,"
                            + " a letter first, unlike '" + text + "'.");
        }
        return text;
    }

    /** Whether the store makes its tables itself; it does unless this says no. See {@link #sql}. */
    public JdbcStoreBuilder migrate(boolean yes) {
        this.migrate = yes;
        return this;
    }

    /**
     * The SQL that makes the tables, for databases where EngineHub may not.
     *
     * @throws StoreException when the database cannot be asked what it is
     */
    public String sql() {
        try (Connection connection = source.getConnection()) {
            return new Schema(Dialect.of(connection), prefix).sql();
        } catch (SQLException e) {
            throw new StoreException(StoreException.Fault.NOT_DONE, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Opens the store.
     *
     * @throws StoreException when the database cannot be reached, is too old, or its tables are not as they should be
     */
    public JdbcProcessStore open() {
        return open(() -> {});
    }

    JdbcProcessStore open(Runnable closed) {
        try (Connection connection = source.getConnection()) {
            boolean before = connection.getAutoCommit();
            Dialect dialect = Dialect.of(connection);
            dialect.check(connection);
            Schema schema = new Schema(dialect, prefix);
            if (migrate) {
                schema.migrate(connection);
            } else {
                schema.require(connection);
            }
            Tables tables = new Tables(dialect, prefix);
            StoreClock clock = new StoreClock(dialect, JdbcProcessStore.latest(connection, tables));
            connection.setAutoCommit(before);
            return new JdbcProcessStore(source, tables, clock, closed);
        } catch (SQLException e) {
            throw OwnPool.notOpened(e);
        }
    }
}
