package io.enginehub.core.hub;

import io.enginehub.api.HubListener;
import io.enginehub.api.StepStatus;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.StepRow;
import io.enginehub.api.spi.Writes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what was committed, in order, on a thread of their own. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int MAX_WAITING = 10_000;

    private final List<HubListener> listeners;
    private final Executor thread;
    private final AtomicInteger waiting = new AtomicInteger();
    private boolean dropping;

    Listeners(List<HubListener> listeners, Executor thread) {
        this.listeners = List.copyOf(listeners);
        this.thread = thread;
    }

    void committed(Writes writes) {
        later(listener -> tell(listener, writes));
    }

    void takenBack(String dispatcher, int processes) {
        later(listener -> listener.takenBack(dispatcher, processes));
    }

    private void later(Consumer<HubListener> told) {
        if (listeners.isEmpty()) {
            return;
        }
        if (waiting.get() >= MAX_WAITING) {
            if (!dropping) {
                LOG.warn("Listeners are slower than the engine: they miss changes until they have caught up.");
            }
            dropping = true;
            return;
        }
        dropping = false;
        waiting.incrementAndGet();
        thread.execute(() -> {
            waiting.decrementAndGet();
            listeners.forEach(listener -> tell(listener, told));
        });
    }

    private static void tell(HubListener listener, Writes writes) {
        for (StepRow row : writes.steps()) {
            Duration took = Duration.between(row.started(), row.ended());
            listener.changed(row.process(), row.step(), StepStatus.FINISHED, took);
        }
        for (AttemptRow row : writes.attempts()) {
            StepStatus status = row.nextAt() == null ? StepStatus.FAILED : StepStatus.RETRYING;
            Duration took = Duration.between(row.started(), row.ended());
            listener.changed(row.key().process(), row.key().step(), status, took);
        }
        writes.inserts().forEach(row -> listener.changed(row.snapshot()));
        writes.updates().forEach(row -> listener.changed(row.snapshot()));
        listener.committed();
    }

    private static void tell(HubListener listener, Consumer<HubListener> told) {
        try {
            told.accept(listener);
        } catch (RuntimeException e) { // why: a host's listener must not end the thread that all listeners share
            LOG.warn("A listener failed.", e);
        }
    }
}
