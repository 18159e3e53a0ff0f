package io.enginehub.core.hub;

import io.enginehub.api.EngineHubException;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.core.role.RoleLoop;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads history for the hub's loop, on a thread where that may block. */
final class StoreReader {
    private static final Logger LOG = LoggerFactory.getLogger(StoreReader.class);

    private final ProcessHistory history;
    private final Executor thread;
    private final RoleLoop loop;

    StoreReader(ProcessHistory history, Executor thread, RoleLoop loop) {
        this.history = history;
        this.thread = thread;
        this.loop = loop;
    }

    /** Reads, and goes on with it on the loop; with {@code failed} where the store does not answer. */
    <T> void read(Function<ProcessHistory, T> read, Consumer<T> then, Runnable failed) {
        thread.execute(() -> {
            try {
                T value = read.apply(history);
                loop.post(() -> then.accept(value));
            } catch (EngineHubException e) {
                LOG.warn("The store could not be read: {}", e.getMessage());
                loop.post(failed);
            }
        });
    }
}
