package io.enginehub.api;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agent as the hub sees it: a snapshot.
 *
 * @param version of its algorithm; empty where it says none
 * @param capacity how many events it handles at a time
 * @param status whether it gets work
 * @param answers whether it said how it is, just now; where not, what follows is empty
 * @param held events that it holds
 * @param overdue handlers that were given up and have not returned
 * @param models what it holds or loads
 */
public record AgentState(
        String name,
        UUID incarnation,
        String algorithm,
        String version,
        URI address,
        int capacity,
        Status status,
        boolean answers,
        int held,
        int overdue,
        List<HeldModel> models) {
    public AgentState {
        models = List.copyOf(models);
    }

    /** What is done with an agent; whether it says how it is stands beside that. */
    public enum Status {
        /** It is sent what it can handle. */
        ACTIVE,
        /** It is sent nothing new, for so it is set for the cluster; what it has begun goes on. Hubs do not count on it. */
        DRAINED
    }

    /**
     * A model at an agent.
     *
     * @param state LOADING, WARM or FAILED
     * @param fraction how far it is loaded, from 0 to 1, where the agent knows
     * @param problem why it failed to load
     */
    public record HeldModel(
            String hash,
            String state,
            @Nullable Double fraction,
            @Nullable String problem) {}
}
