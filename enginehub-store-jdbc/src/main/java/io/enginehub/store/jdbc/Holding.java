package io.enginehub.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is held from its first use on, so that a drained pool stops nobody who writes. One thread at a time. */
final class Holding {
    private static final Logger LOG = LoggerFactory.getLogger(Holding.class);

    private final DataSource source;
    private final Dialect dialect;
    private @Nullable Connection connection;
    private @Nullable Script script;

    Holding(DataSource source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    /** The connection's script; opens a connection when there is none. */
    Script script() throws SQLException {
        Script open = script;
        if (open == null) {
            Connection fresh = source.getConnection();
            try {
                dialect.beginHolding(fresh);
            } catch (SQLException e) {
                fresh.close();
                throw e;
            }
            connection = fresh;
            open = dialect.script(fresh);
            script = open;
        }
        return open;
    }

    /** A transaction failed: rolls it back, or lets go of the connection where that fails, too. */
    void failed() {
        Connection open = connection;
        script = null;
        if (open == null) {
            return;
        }
        try {
            rollBack(open);
            script = dialect.script(open);
        } catch (SQLException e) {
            LOG.debug("A connection is lost.", e);
            connection = null;
            close(open);
        }
    }

    private static void rollBack(Connection open) throws SQLException {
        try {
            open.rollback();
        } catch (SQLException e) {
            // why: SQLite rolls back by itself when its disk is full, and the driver takes the transaction for open
            LOG.debug("A transaction could not be rolled back at once.", e);
            try (Statement statement = open.createStatement()) {
                statement.execute("BEGIN");
            }
            open.rollback();
        }
    }

    void close() {
        Connection open = connection;
        connection = null;
        script = null;
        if (open == null) {
            return;
        }
        try {
            open.rollback();
            dialect.endHolding(open);
        } catch (SQLException e) {
            LOG.debug("A connection could not be given back as it was.", e);
        }
        close(open);
    }

    private static void close(Connection open) {
        try {
            open.close();
        } catch (SQLException e) {
            LOG.debug("A connection could not be closed.", e);
        }
    }
}
