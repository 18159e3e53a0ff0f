package io.enginehub.core.sim;

import io.enginehub.core.hub.StoreAccess;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Where a hub's calls of its store happen: later, and in part even when the hub has died in the meantime. */
final class StoreThreads {
    private final SimulatedTime time;
    private final Faults faults;
    private final Boot boot;
    private final Health health;

    StoreThreads(SimulatedTime time, Faults faults, Boot boot, Health health) {
        this.time = time;
        this.faults = faults;
        this.boot = boot;
        this.health = health;
    }

    StoreAccess access(WatchedStore store) {
        return new StoreAccess(store, new Line(), new Line(), this::read);
    }

    private long delay() {
        long delay = faults.storeDelay();
        if (delay > Faults.QUICK) {
            health.troubleUntil(time.now() + delay);
        }
        return delay;
    }

    private void read(Runnable task) {
        time.after(delay(), boot, task);
    }

    /** A thread of its own: one write at a time. */
    private final class Line implements Executor {
        private final ArrayDeque<Runnable> writes = new ArrayDeque<>();
        private boolean writing;

        @Override
        public void execute(Runnable task) {
            writes.add(task);
            next();
        }

        private void next() {
            if (!writing && !writes.isEmpty()) {
                writing = true;
                Runnable task = writes.remove();
                // why: what was sent to a database is done, whether its client lives or not
                time.after(delay(), faults.coin() ? boot : null, () -> {
                    writing = false;
                    next();
                    task.run();
                });
            }
        }
    }
}
