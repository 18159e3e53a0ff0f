package io.enginehub.core.sim;

import io.enginehub.api.StoreException;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.Writes;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The store as one hub reaches it, with faults before and after the commit. The oracle is told of each commit. */
final class WatchedStore implements ProcessStore {
    private final SimulatedStore store;
    private final Faults faults;
    private final Oracle oracle;
    private final Health health;
    private final FlakyHistory flaky;

    WatchedStore(SimulatedStore store, Faults faults, Oracle oracle, Health health) {
        this.store = store;
        this.faults = faults;
        this.oracle = oracle;
        this.health = health;
        this.flaky = new FlakyHistory(store.truth(), faults, health);
    }

    @Override
    public void transact(Reads reads, Function<Rows, Writes> decide) {
        Faults.Fate fate = faults.transaction(health.isStormy());
        if (fate != Faults.Fate.FINE) {
            health.trouble();
        }
        switch (fate) {
            case FAILS_BEFORE -> throw new StoreException(StoreException.Fault.NOT_DONE, "The store is busy.", null);
            case READ_ONLY -> throw new StoreException(StoreException.Fault.READ_ONLY, "The store is full.", null);
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
        store.rows.transact(reads, all -> {
            Rows rows = new AskedRows(all, reads, oracle);
            if (twice) { // why: a store may ask more than once; only the last answer counts
                Writes unused = decide.apply(rows);
            }
            last.set(decide.apply(rows));
            store.recorder.committed(reads, rows, last.get());
            return last.get();
        });
        oracle.committed(last.get(), store.now(), health);
        oracle.retention.committed(last.get(), store);
    }

    @Override
    public ProcessHistory history() {
        return flaky;
    }

    @Override
    public void close() {}
}
