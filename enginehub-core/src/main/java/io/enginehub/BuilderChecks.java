package io.enginehub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that is missing or out of range in a builder, each as a sentence that names the property. */
final class BuilderChecks {
    private static final String NAME = "[A-Za-z0-9_.-]{1,100}";

    private static final Duration MIN_LEASE = Duration.ofSeconds(1);
    private static final Duration MAX_LEASE = Duration.ofHours(1);
    private static final Duration MAX_AGE = Duration.ofDays(36_500);

    private final EngineHub.Builder builder;
    private final List<String> faults = new ArrayList<>();

    BuilderChecks(EngineHub.Builder builder) {
        this.builder = builder;
    }

    List<String> faults() {
        require(builder.name.matches(NAME), "named(…) takes " + NAME + ", not '" + builder.name + "'.");
        require(
                builder.hub != null || builder.dispatcher != null || !builder.agents.isEmpty(),
                "It has no role: ask for hub(…), dispatcher(…) or algorithm(…).");
        require(
                builder.hub != null || builder.transport != null && builder.registry != null,
                "Without a hub of its own it needs transport(…) and registry(…) to find one.");
        require(builder.hub != null || builder.store == null, "store(…) is for a hub, and it has none.");
        require(builder.hub != null || builder.listeners.isEmpty(), "listener(…) is for a hub, and it has none.");
        if (builder.hub != null) {
            require(builder.hub.maxPending >= 1, "hub.maxPending must be at least 1.");
            Duration lease = builder.hub.lease;
            require(
                    lease.compareTo(MIN_LEASE) >= 0 && lease.compareTo(MAX_LEASE) <= 0,
                    "hub.lease must be from " + MIN_LEASE + " to " + MAX_LEASE + ", not " + lease + ".");
            Duration age = builder.hub.keepAge;
            require(
                    builder.hub.keepCount >= 0 && !age.isNegative() && age.compareTo(MAX_AGE) <= 0,
                    "hub.keepHistory takes no negative values, and no age beyond " + MAX_AGE + ".");
        }
        if (builder.dispatcher != null) {
            int slots = builder.dispatcher.slots;
            require(slots >= 1 && slots <= 10_000, "dispatcher.slots must be from 1 to 10,000, not " + slots + ".");
        }
        agents();
        return faults;
    }

    private void agents() {
        Set<String> names = new LinkedHashSet<>();
        for (AgentDraft agent : builder.agents) {
            String algorithm = agent.algorithm.name();
            require(
                    algorithm.matches(NAME),
                    "An algorithm's name is " + NAME + ", not '" + algorithm + "' ("
                            + agent.algorithm.getClass().getName() + ").");
            require(
                    agent.name.matches(NAME) && !agent.name.matches("\\.*"), // why: it is a part of a path
                    "An agent's name is " + NAME + " and not dots alone, unlike '" + agent.name + "'.");
            require(
                    names.add(agent.name),
                    "Two agents are called '" + agent.name + "': give one another name, with agent -> agent.name(…).");
            require(agent.capacity >= 1, "agent '" + agent.name + "': capacity must be at least 1.");
            require(agent.spareModels >= 0, "agent '" + agent.name + "': models must not be negative.");
        }
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
