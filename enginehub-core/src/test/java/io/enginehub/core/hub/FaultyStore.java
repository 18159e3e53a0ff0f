package io.enginehub.core.hub;

import io.enginehub.api.ProcessId;
import io.enginehub.api.StoreException;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.Writes;
import io.enginehub.core.local.InMemoryProcessStore;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store that fails when it is told to. */
final class FaultyStore implements ProcessStore {
    private final InMemoryProcessStore inner;
    private final Set<ProcessId> refused = new LinkedHashSet<>();
    private StoreException.Fault next;
    private boolean commitFirst;
    private int faults;
    private int transactions;

    FaultyStore(Supplier<Instant> now) {
        this.inner = new InMemoryProcessStore(now);
    }

    /** Never inserts this process. */
    void refuse(ProcessId id) {
        refused.add(id);
    }

    /** Fails so many transactions from now on, and has committed each of them or none. */
    void fault(int times, StoreException.Fault fault, boolean committed) {
        faults = times;
        next = fault;
        commitFirst = committed;
    }

    int transactions() {
        return transactions;
    }

    @Override
    public void transact(Reads reads, Function<Rows, Writes> decide) {
        transactions++;
        StoreException.Fault fault = faults-- > 0 ? next : null;
        if (fault == null || commitFirst) {
            inner.transact(reads, rows -> willing(decide.apply(rows)));
        }
        if (fault != null) {
            throw new StoreException(fault, "The line broke.", null);
        }
    }

    private Writes willing(Writes writes) {
        writes.inserts().forEach(row -> {
            if (refused.contains(row.id())) {
                throw new StoreException(StoreException.Fault.NOT_DONE, "I will not.", null);
            }
        });
        return writes;
    }

    @Override
    public ProcessHistory history() {
        return inner.history();
    }

    @Override
    public void close() {}
}
