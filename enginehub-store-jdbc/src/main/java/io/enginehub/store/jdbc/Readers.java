package io.enginehub.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections for reads. They are kept, with what was prepared on them: one that was lost meanwhile is found out by a read,
 * which then takes another.
 */
final class Readers {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    /** So many reads at a time; others wait. */
    private static final int MOST = 2;

    /** A read. */
    interface Read<T> {
        T run(Script script) throws SQLException;
    }

    private record Reader(Connection connection, Script script) {}

    private final DataSource source;
    private final Dialect dialect;
    private final Semaphore free = new Semaphore(MOST, true);
    private final Deque<Reader> kept = new ArrayDeque<>();
    private boolean closed;

    Readers(DataSource source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    <T> T read(Read<T> read) throws SQLException {
        free.acquireUninterruptibly();
        try {
            Reader used = takeKept();
            if (used != null) {
                try {
                    return run(used, read);
                } catch (SQLException e) {
                    LOG.debug("A kept connection failed.", e); // why: it may have been lost while nobody used it
                }
            }
            return run(open(), read);
        } finally {
            free.release();
        }
    }

    private <T> T run(Reader reader, Read<T> read) throws SQLException {
        T value;
        try {
            value = read.run(reader.script);
        } catch (SQLException | RuntimeException | Error e) {
            close(reader);
            throw e;
        }
        keep(reader);
        return value;
    }

    private @Nullable Reader takeKept() throws SQLException {
        synchronized (kept) {
            if (closed) {
                throw new SQLException("The store is closed.");
            }
            return kept.poll();
        }
    }

    private Reader open() throws SQLException {
        Connection connection = source.getConnection();
        try {
            dialect.beginReading(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new Reader(connection, dialect.script(connection));
    }

    private void keep(Reader reader) {
        synchronized (kept) {
            kept.push(reader);
        }
    }

    /** Waits for the reads that are under way; later ones are refused. */
    void close() {
        free.acquireUninterruptibly(MOST);
        try {
            synchronized (kept) {
                closed = true;
                kept.forEach(this::close);
                kept.clear();
            }
        } finally {
            free.release(MOST);
        }
    }

    private void close(Reader reader) {
        try (reader.connection) {
            dialect.endHolding(reader.connection);
        } catch (SQLException e) {
            LOG.debug("A connection could not be given back as it was.", e);
        }
    }
}
