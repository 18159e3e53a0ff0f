package io.enginehub.transport.http.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at something now and then, as long as there is something to look at. May be called on any thread. */
final class Looks {
    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

    private final Executor later;
    private final Runnable look;
    private final BooleanSupplier isNeeded;
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * Looks, none of them yet.
     *
     * @param look is short, and never runs twice at a time
     * @param isNeeded whether there is anything left to look at
     */
    Looks(Duration every, Runnable look, BooleanSupplier isNeeded) {
        this.later =
                CompletableFuture.delayedExecutor(Math.max(1, every.toMillis()), TimeUnit.MILLISECONDS, Runnable::run);
        this.look = look;
        this.isNeeded = isNeeded;
    }

    /** There is something to look at. */
    void wanted() {
        if (looking.compareAndSet(false, true)) {
            later.execute(this::run);
        }
    }

    private void run() {
        try {
            look.run();
        } catch (RuntimeException e) { // why: the next one is needed all the more, and nobody else would tell of it
            LOG.error("A look after connections or requests failed. This is a bug in EngineHub.", e);
        }
        looking.set(false);
        if (isNeeded.getAsBoolean()) {
            wanted();
        }
    }
}
