package io.enginehub.core.hub;

import io.enginehub.api.ProcessId;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.Cancellations;
import java.time.Duration;
import java.util.List;

/** Forgets ended processes by age and count, in small batches. */
final class Retention {
    private static final int LIMIT = 500;
    private static final int AFTER_ENDS = 1000;
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final RoleLoop loop;
    private final StoreReader reader;
    private final StoreWriter writer;
    private final HubSettings settings;
    private int ends;
    private long lastRun;
    private boolean running;

    Retention(RoleLoop loop, StoreReader reader, StoreWriter writer, HubSettings settings) {
        this.loop = loop;
        this.reader = reader;
        this.writer = writer;
        this.settings = settings;
        this.lastRun = loop.nanoTime();
    }

    /** A process has ended. */
    void ended() {
        if (++ends >= AFTER_ENDS) {
            run();
        }
    }

    /** Runs when it has not for a while. */
    void tick() {
        if (loop.nanoTime() - lastRun > EVERY.toNanos()) {
            run();
        }
    }

    private void run() {
        if (running) {
            return;
        }
        running = true;
        ends = 0;
        lastRun = loop.nanoTime();
        // why: wall time is good enough for an age of days
        reader.read(
                history -> history.outdated(loop.wallTime().minus(settings.keepAge()), settings.keepCount(), LIMIT),
                this::forget,
                () -> running = false);
    }

    private void forget(List<ProcessId> ids) {
        if (ids.isEmpty()) {
            running = false;
            return;
        }
        loop.ask(writer.run(new Cancellations.Forget(ids)), reply -> {
            running = false;
            if (ids.size() == LIMIT) {
                run();
            }
        });
    }
}
