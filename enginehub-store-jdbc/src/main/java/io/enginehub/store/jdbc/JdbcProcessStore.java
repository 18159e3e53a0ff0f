package io.enginehub.store.jdbc;

import io.enginehub.api.StoreException;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.Writes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Processes in SQLite or PostgreSQL. Any number of hubs may share one PostgreSQL; a file of SQLite has one at a time.
 *
 * <p>A transaction locks and reads in one round trip, and writes and commits in another one. Its connection is held until
 * {@link #close}.
 */
public final class JdbcProcessStore implements ProcessStore {
    private final Tables tables;
    private final StoreClock clock;
    private final LinkedBlockingDeque<Holding> holdings = new LinkedBlockingDeque<>();
    private final Readers readers;
    private final JdbcHistory history;
    private final Runnable closed;
    private final UUID id = UUID.randomUUID();
    private final Set<Need> needs = ConcurrentHashMap.newKeySet();

    JdbcProcessStore(DataSource source, Tables tables, StoreClock clock, Runnable closed) {
        this.tables = tables;
        this.clock = clock;
        for (int i = 0; i < tables.dialect.writers(); i++) {
            holdings.add(new Holding(source, tables.dialect));
        }
        this.readers = new Readers(source, tables.dialect);
        this.history = new JdbcHistory(readers, tables, clock);
        this.closed = closed;
    }

    /** A store in a database that a host application connects to; its pool is never closed. */
    public static JdbcStoreBuilder using(DataSource source) {
        return new JdbcStoreBuilder(source);
    }

    /**
     * Opens a store, and makes its tables where they are not there.
     *
     * @param url {@code sqlite:PATH}, or {@code jdbc:postgresql://HOST/DATABASE?user=…}
     * @throws StoreException when that cannot be done, saying why
     */
    public static JdbcProcessStore open(String url) {
        return OwnPool.open(url);
    }

    /**
     * Opens a store only for reading: no lock, no migration, and {@link ProcessStore#transact} is refused. A hub may write to
     * it at the same time.
     *
     * @param url as {@link #open} takes it
     * @throws IllegalArgumentException when that is no store of EngineHub: there is no such file or it holds something else,
     *     there are no such tables, or they are older or newer than this version
     * @throws StoreException when the database cannot be read, saying why
     */
    public static ProcessStore openForReading(String url) {
        return OwnPool.openForReading(url);
    }

    /**
     * The SQL that makes the tables, without a connection.
     *
     * @param url begins with the kind of the database: {@code sqlite:} or {@code postgresql:}
     * @throws IllegalArgumentException when that is no such URL or no such prefix
     */
    public static String sql(String url, String tablePrefix) {
        return new Schema(Dialect.named(url), JdbcStoreBuilder.checkedPrefix(tablePrefix)).sql();
    }

    /**
     * Looks whether what must hold of all rows of a store holds; changes nothing. It reads all rows, and takes as long.
     *
     * @param url as {@link #open} takes it
     * @return what is wrong; empty for a healthy store
     * @throws IllegalArgumentException as {@link #openForReading}
     * @throws StoreException when the database cannot be read, saying why
     */
    public static List<Finding> verify(String url) {
        try (ReadingStore store = OwnPool.openForReading(url)) {
            return store.verify();
        }
    }

    /**
     * Whether a hub has a file of SQLite open, in this JVM or in another one: what is unfinished in a file that none has, is
     * not being worked on.
     *
     * @throws StoreException when that cannot be found out
     */
    public static boolean isHeld(Path file) {
        return FileLock.isHeld(file);
    }

    @Override
    public void transact(Reads reads, Function<Rows, Writes> decide) {
        Holding holding = take();
        boolean committing = false;
        try {
            Script script = holding.script();
            JdbcRows rows = JdbcRows.read(tables, script, reads, clock);
            WriteSet set = new WriteSet(tables, script, decide.apply(rows), rows, needs);
            set.write(id);
            committing = true;
            script.commit();
            needs.addAll(set.needs());
        } catch (SQLException e) {
            holding.failed();
            throw failure(e, committing);
        } catch (UncheckedSqlException e) {
            holding.failed();
            throw failure(e.error(), false);
        } catch (RuntimeException | Error e) {
            holding.failed();
            throw e;
        } finally {
            holdings.addFirst(holding);
        }
    }

    private StoreException failure(SQLException e, boolean committing) {
        return new StoreException(
                tables.dialect.fault(e, committing),
                "The store has not done what it was asked to: " + e.getMessage(),
                e);
    }

    private Holding take() {
        try {
            return holdings.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(StoreException.Fault.NOT_DONE, "The thread was interrupted.", e);
        }
    }

    @Override
    public ProcessHistory history() {
        return history;
    }

    @Override
    public void close() {
        for (int i = 0; i < tables.dialect.writers(); i++) {
            take().close();
        }
        readers.close();
        closed.run();
    }

    /** The latest time that a file has written down. */
    static Instant latest(Connection connection, Tables tables) throws SQLException {
        Instant[] latest = {Instant.EPOCH};
        Script script = tables.dialect.script(connection);
        script.read(tables.latest, Sql.ONCE, row -> {
            Instant time = row.timeOrNull();
            if (time != null && time.isAfter(latest[0])) {
                latest[0] = time;
            }
        });
        script.run();
        return latest[0];
    }
}
