package io.enginehub.api.spi;

import io.enginehub.api.Hub;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The roles that one host serves.
 *
 * @param agents by the name of the agent
 */
public record Endpoints(
        @Nullable Hub hub,
        @Nullable WaitingQueue queue,
        @Nullable Dispatcher dispatcher,
        Map<String, Agent> agents) {
    public Endpoints {
        agents = Map.copyOf(agents);
    }
}
