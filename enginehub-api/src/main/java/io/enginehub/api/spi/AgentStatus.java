package io.enginehub.api.spi;

import java.util.List;

/**
 * An agent, as it is now.
 *
 * @param held all events that it holds: waiting for a model, running, or with a result that is not delivered yet
 * @param overdue handlers that were given up and have not returned; they count against the capacity
 */
public record AgentStatus(String algorithm, int capacity, List<EventKey> held, int overdue, List<ModelState> models) {
    public AgentStatus {
        held = List.copyOf(held);
        models = List.copyOf(models);
    }
}
