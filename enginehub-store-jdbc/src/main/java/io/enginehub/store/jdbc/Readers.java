package io.enginehub.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections for reads, in auto-commit. Those of a file are kept, with what was prepared on them. */
final class Readers {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    /** So many reads at a time; others wait, so that a host's pool is left some. */
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
            Reader reader = take();
            T value;
            try {
                value = read.run(reader.script);
            } catch (SQLException | RuntimeException | Error e) {
                close(reader);
                throw e;
            }
            give(reader);
            return value;
        } finally {
            free.release();
        }
    }

    private Reader take() throws SQLException {
        synchronized (kept) {
            if (!kept.isEmpty()) {
                return kept.pop();
            }
        }
        Connection connection = source.getConnection();
        return new Reader(connection, dialect.script(connection));
    }

    private void give(Reader reader) {
        synchronized (kept) {
            if (dialect.keepsReaders() && !closed) {
                kept.push(reader);
                return;
            }
        }
        close(reader);
    }

    void close() {
        synchronized (kept) {
            closed = true;
            kept.forEach(Readers::close);
            kept.clear();
        }
    }

    private static void close(Reader reader) {
        try {
            reader.connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection could not be closed.", e);
        }
    }
}
