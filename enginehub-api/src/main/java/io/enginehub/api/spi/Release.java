package io.enginehub.api.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A process that is handed back.
 *
 * @param waitFor what it waits for; null where it may be claimed again at once
 */
public record Release(Held held, @Nullable WaitFor waitFor) {
    /**
     * A wait that ends by itself.
     *
     * @param algorithm whose agents are busy; null where a step backs off
     */
    public record WaitFor(Duration due, @Nullable String algorithm) {}
}
