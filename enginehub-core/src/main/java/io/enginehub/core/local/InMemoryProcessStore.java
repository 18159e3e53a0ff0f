package io.enginehub.core.local;

import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.Writes;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store in this JVM's memory: it promises nothing across a restart, and never blocks. */
public final class InMemoryProcessStore implements ProcessStore {
    private final MemoryTables tables = new MemoryTables();
    private final MemoryHistory history;
    private final Supplier<Instant> now;

    /** A store whose time is told by {@code now}. */
    public InMemoryProcessStore(Supplier<Instant> now) {
        this.now = now;
        this.history = new MemoryHistory(tables, now);
    }

    @Override
    public void transact(Reads reads, Function<Rows, Writes> decide) {
        synchronized (tables) {
            tables.apply(decide.apply(new MemoryRows(tables, reads, now.get())));
        }
    }

    @Override
    public ProcessHistory history() {
        return history;
    }

    @Override
    public boolean isImmediate() {
        return true;
    }

    @Override
    public void close() {}
}
