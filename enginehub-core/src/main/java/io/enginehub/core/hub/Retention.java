package io.enginehub.core.hub;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Prune;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.Forgetting;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Forgets ended processes by age and count, and other rows that are of no more use, in small batches. */
final class Retention {
    private static final int LIMIT = 500;
    /** A process has one key at the most, so that at this pace keys go as fast as they come. */
    private static final int AFTER_ENDS = 1000;

    private final RoleLoop loop;
    private final StoreReader reader;
    private final StoreWriter writer;
    private final Keep keep;
    private int ends;
    private long lastRun;
    private boolean running;

    Retention(RoleLoop loop, StoreReader reader, StoreWriter writer, Keep keep) {
        this.loop = loop;
        this.reader = reader;
        this.writer = writer;
        this.keep = keep;
        this.lastRun = loop.nanoTime();
    }

    /** A process has ended. */
    void ended() {
        if (++ends >= AFTER_ENDS) {
            run(Map.of(Prune.Kind.KEY, Duration.ZERO));
        }
    }

    /** Runs when it has not for a while. */
    void tick() {
        if (loop.nanoTime() - lastRun > keep.every().toNanos()) {
            Map<Prune.Kind, Duration> all = new EnumMap<>(Prune.Kind.class);
            all.put(Prune.Kind.KEY, Duration.ZERO);
            all.put(Prune.Kind.SESSION, keep.rest());
            all.put(Prune.Kind.CHECK, keep.checks());
            all.put(Prune.Kind.PLAN, keep.rest());
            run(all);
        }
    }

    private void run(Map<Prune.Kind, Duration> ages) {
        if (running) {
            return;
        }
        running = true;
        ends = 0;
        lastRun = loop.nanoTime();
        // why: wall time is good enough for an age of days
        reader.read(
                history -> history.outdated(loop.wallTime().minus(keep.age()), keep.count(), LIMIT),
                ids -> forget(ids, ages),
                () -> running = false);
    }

    private void forget(List<ProcessId> ids, Map<Prune.Kind, Duration> ages) {
        loop.ask(writer.run(new Forgetting(ids, ages, AFTER_ENDS)), reply -> {
            running = false;
            if (ids.size() == LIMIT) {
                run(ages);
            }
        });
    }
}
