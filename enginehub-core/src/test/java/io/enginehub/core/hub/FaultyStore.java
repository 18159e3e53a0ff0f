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

    /** Never does what has to do with this process. */
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
        if (reads.processes().stream().anyMatch(refused::contains)) {
            throw new StoreException(StoreException.Fault.NOT_DONE, "I will not.", null);
        }
        StoreException.Fault fault = faults-- > 0 ? next : null;
        if (fault == null || commitFirst) {
            inner.transact(reads, decide);
        }
        if (fault != null) {
            throw new StoreException(fault, "The line broke.", null);
        }
    }

    @Override
    public ProcessHistory history() {
        return inner.history();
    }

    @Override
    public void close() {}
}
