package io.enginehub.api.spi;

import io.enginehub.api.Hub;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The roles that one host serves.
 *
 * @param agents by who they are at this boot; no two have the same name
 */
public record Endpoints(
        @Nullable Hub hub,
        @Nullable WaitingQueue queue,
        @Nullable Dispatcher dispatcher,
        Map<MemberId, Agent> agents) {
    public Endpoints {
        agents = Map.copyOf(agents);
    }

    /** The agent with a name, whatever its boot. */
    public Optional<Map.Entry<MemberId, Agent>> agent(String name) {
        return agents.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .findFirst();
    }
}
