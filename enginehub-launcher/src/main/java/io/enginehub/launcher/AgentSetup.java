package io.enginehub.launcher;

import io.enginehub.EngineHub;
import org.jspecify.annotations.Nullable;

/** Adds agents to an engine. */
final class AgentSetup {
    private AgentSetup() {}

    /** @param capacity null: as many as a program has processes, or the engine's own */
    static void add(EngineHub.Builder roles, FoundAlgorithm found, String name, @Nullable Integer capacity) {
        roles.algorithm(found.algorithm(), agent -> {
            agent.name(name);
            found.configure(agent);
            if (capacity != null) {
                agent.capacity(capacity);
            }
        });
    }
}
