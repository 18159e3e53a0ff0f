package io.enginehub.core.sim;

import io.enginehub.core.hub.StoreAccess;
import java.util.ArrayDeque;

/** Where a hub's calls of its store happen: later, and in part even when the hub has died in the meantime. */
final class StoreThreads {
    private final SimulatedTime time;
    private final Faults faults;
    private final Boot boot;
    private final ArrayDeque<Runnable> writes = new ArrayDeque<>();
    private boolean writing;

    StoreThreads(SimulatedTime time, Faults faults, Boot boot) {
        this.time = time;
        this.faults = faults;
        this.boot = boot;
    }

    StoreAccess access(WatchedStore store) {
        return new StoreAccess(store, this::write, this::read);
    }

    private void read(Runnable task) {
        time.after(faults.storeDelay(), boot, task);
    }

    private void write(Runnable task) {
        writes.add(task);
        next();
    }

    private void next() {
        if (!writing && !writes.isEmpty()) {
            writing = true;
            Runnable task = writes.remove();
            // why: what was sent to a database is done, whether its client lives or not
            time.after(faults.storeDelay(), faults.coin() ? boot : null, () -> {
                writing = false;
                next();
                task.run();
            });
        }
    }
}
