package io.enginehub.core.sim;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.SettingValues;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What dispatchers do with the cluster's settings: from the turn on in which they are told, and not later. */
final class SettingOracle {
    private record Numbered(MemberId owner, long number) {}

    private record Sent(MemberId agent, ProcessId process, String step, int run) {}

    private final Oracle oracle;
    private final Map<String, SettingValues> told = new HashMap<>();
    /** The algorithm of each agent that ever was, by its name. */
    private final Map<String, String> agents = new HashMap<>();

    private final Set<Numbered> claims = new HashSet<>();
    private final Set<Sent> sent = new HashSet<>();

    SettingOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    /** A dispatcher starts, and knows of none. */
    void started(String host) {
        told.remove(host);
    }

    void agent(String name, String algorithm) {
        agents.put(name, algorithm);
    }

    void told(String host, SettingValues values) {
        told.put(host, values);
    }

    /** A claim leaves its dispatcher; one that is repeated has to ask for what it asked for before. */
    void asked(ClaimRequest request) {
        boolean isNew = claims.add(new Numbered(request.owner(), request.number()));
        String name = request.owner().name();
        int most = of(name).slots(name, Cluster.SLOTS);
        oracle.check(
                !isNew || request.slots() <= most,
                () -> request.owner() + " claims for " + request.slots() + " slots and has " + most);
        Set<String> drained = of(name).drained();
        for (String algorithm : request.live()) {
            oracle.check(
                    !isNew
                            || agents.entrySet().stream()
                                    .anyMatch(agent ->
                                            agent.getValue().equals(algorithm) && !drained.contains(agent.getKey())),
                    () -> request.owner() + " claims what needs " + algorithm + ", of which all agents are drained");
        }
    }

    /** An event leaves its dispatcher. A step that the agent was ever sent is not new to it: it may be at it still. */
    void sent(MemberId agent, InputEvent event) {
        EventKey key = event.key();
        boolean isNew = sent.add(new Sent(agent, key.process(), key.step(), key.run()));
        oracle.check(
                !isNew || !of(event.from().name()).drained().contains(agent.name()),
                () -> event.from() + " sends " + key + " to " + agent + ", which is drained");
    }

    private SettingValues of(String host) {
        return told.getOrDefault(host, SettingValues.NONE);
    }
}
