package io.enginehub.store.jdbc;

import io.enginehub.api.StoreException;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.Writes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** A store that is only read, beside the hub that writes to it. */
final class ReadingStore implements ProcessStore {
    private final DataSource source;
    private final Tables tables;
    private final JdbcHistory history;
    private final Runnable closed;

    private ReadingStore(DataSource source, Tables tables, JdbcHistory history, Runnable closed) {
        this.source = source;
        this.tables = tables;
        this.history = history;
        this.closed = closed;
    }

    /**
     * Opens it; makes and changes nothing.
     *
     * @param name the store's name in messages
     */
    static ReadingStore open(DataSource source, String name, Runnable closed) {
        try (Connection connection = source.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            Schema schema = new Schema(dialect, Schema.PREFIX);
            try {
                schema.requireReadable(connection);
            } catch (Schema.UnfitException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            } catch (SQLException e) {
                if (dialect.isNoStore(e)) {
                    throw new IllegalArgumentException(name + " is no store of EngineHub: " + e.getMessage(), e);
                }
                throw e;
            }
            Tables tables = new Tables(dialect, Schema.PREFIX);
            Readers readers = new Readers(source, dialect);
            JdbcHistory history = new JdbcHistory(readers, tables, new StoreClock(dialect, Instant.EPOCH));
            return new ReadingStore(source, tables, history, () -> {
                readers.close();
                closed.run();
            });
        } catch (SQLException e) {
            throw OwnPool.notOpened(e);
        }
    }

    @Override
    public void transact(Reads reads, Function<Rows, Writes> decide) {
        throw new StoreException(
                StoreException.Fault.READ_ONLY, "This store was opened for reading. Nothing was done.", null);
    }

    /** What is wrong with the rows. */
    List<Finding> verify() {
        try (Connection connection = source.getConnection()) {
            return StoreAudit.run(connection, tables);
        } catch (SQLException e) {
            throw OwnPool.notOpened(e);
        }
    }

    @Override
    public ProcessHistory history() {
        return history;
    }

    @Override
    public void close() {
        closed.run();
    }
}
