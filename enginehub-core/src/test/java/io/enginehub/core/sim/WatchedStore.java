package io.enginehub.core.sim;

import io.enginehub.api.StoreException;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.Writes;
import io.enginehub.core.local.InMemoryProcessStore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The store, with faults before and after the commit. The oracle is told of each commit. */
final class WatchedStore implements ProcessStore {
    private final SimulatedTime time;
    private final Faults faults;
    private final Oracle oracle;
    private final InMemoryProcessStore store;
    private final FlakyHistory flaky;

    WatchedStore(SimulatedTime time, Faults faults, Oracle oracle) {
        this.time = time;
        this.faults = faults;
        this.oracle = oracle;
        this.store = new InMemoryProcessStore(() -> Boot.storeTime(time));
        this.flaky = new FlakyHistory(store.history(), faults);
    }

    @Override
    public void transact(Reads reads, Function<Rows, Writes> decide) {
        Faults.Fate fate = faults.transaction();
        switch (fate) {
            case FAILS_BEFORE -> throw new StoreException(StoreException.Fault.NOT_DONE, "The store is busy.", null);
            case UNKNOWN_BEFORE ->
                throw new StoreException(StoreException.Fault.UNKNOWN, "The store fell silent.", null);
            case FINE, UNKNOWN_AFTER -> commit(reads, decide);
        }
        if (fate == Faults.Fate.UNKNOWN_AFTER) {
            throw new StoreException(StoreException.Fault.UNKNOWN, "The store fell silent after its commit.", null);
        }
    }

    private void commit(Reads reads, Function<Rows, Writes> decide) {
        AtomicReference<Writes> last = new AtomicReference<>();
        boolean twice = faults.coin();
        store.transact(reads, rows -> {
            if (twice) { // why: a store may ask more than once; only the last answer counts
                Writes unused = decide.apply(rows);
            }
            last.set(decide.apply(rows));
            return last.get();
        });
        oracle.committed(last.get(), Boot.storeTime(time));
    }

    @Override
    public ProcessHistory history() {
        return flaky;
    }

    /** What is really there. */
    ProcessHistory truth() {
        return store.history();
    }

    @Override
    public void close() {}
}
