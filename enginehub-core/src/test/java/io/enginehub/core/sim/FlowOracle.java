package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.hub.HubBridge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Deployed flows: one version after the other, live only when warm, and until then the last one serves. */
final class FlowOracle {
    /** What a hub knows of an agent may be so old: of a lost one that the registry still shows. */
    private static final long OLD_NEWS = 90 * SECOND;

    private final Oracle oracle;
    private final SimulatedTime time;
    private final Function<PlanHash, CompiledFlow> plans;
    private final Map<String, TreeMap<Integer, FlowRow>> flows = new TreeMap<>();
    private final Map<String, Long> liveFrom = new HashMap<>();
    private Map<String, Integer> before = new HashMap<>();
    /** What a commit made live: it may have served for a part of its batch only. */
    private Set<FlowVersion> meanwhile = new HashSet<>();

    FlowOracle(Oracle oracle, SimulatedTime time, Function<PlanHash, CompiledFlow> plans) {
        this.oracle = oracle;
        this.time = time;
        this.plans = plans;
    }

    /** The version that serves; 0: none. */
    private int live(String key) {
        return flows.getOrDefault(key, new TreeMap<>()).values().stream()
                .filter(FlowRow::isLive)
                .mapToInt(row -> row.version().version())
                .max()
                .orElse(0);
    }

    /** A commit begins. */
    void begin() {
        before = new HashMap<>();
        meanwhile = new HashSet<>();
    }

    void committed(FlowRow row) {
        String key = row.version().key();
        TreeMap<Integer, FlowRow> versions = flows.computeIfAbsent(key, k -> new TreeMap<>());
        int liveBefore = live(key);
        before.putIfAbsent(key, liveBefore);
        FlowRow old = versions.put(row.version().version(), row);
        if (old == null) {
            oracle.check(
                    row.version().version() == versions.size(),
                    () -> "flow " + row.version() + " is not the next version of " + versions.keySet());
        } else {
            oracle.check(
                    old.plan().equals(row.plan()), () -> "flow " + row.version() + " has another content than before");
            oracle.check(
                    old.readyAt() == null || old.readyAt().equals(row.readyAt()),
                    () -> row.version() + " is ready twice");
            oracle.check(
                    old.undeployedAt() == null || row.undeployedAt() != null,
                    () -> row.version() + " came back by itself");
        }
        oracle.check(
                row.undeployedAt() == null || oracle.asked.undeployed(key),
                () -> "nobody asked to undeploy " + row.version());
        if (row.readyAt() != null && (old == null || old.readyAt() == null)) {
            ready(row);
            meanwhile.add(row.version());
        }
        int liveNow = live(key);
        if (liveNow > 0 && liveBefore == 0) {
            liveFrom.put(key, time.now());
        }
    }

    private void ready(FlowRow row) {
        oracle.coverage.count("flow ready");
        for (CompiledFlow.Node node : plans.apply(row.plan()).nodes()) {
            boolean warm = node.modelHash().isEmpty()
                    || oracle.executions.wasWarmSince(node.modelHash().get(), time.now() - OLD_NEWS);
            oracle.check(
                    warm, () -> "flow " + row.version() + " went live, and no agent held the model of " + node.key());
        }
    }

    /** A process of a deployed flow was accepted: of the version that served. */
    void started(FlowVersion version) {
        int now = live(version.key());
        int then = before.getOrDefault(version.key(), now);
        oracle.check(
                version.version() == now || version.version() == then || meanwhile.contains(version),
                () -> "a process of " + version + " was accepted while version " + now + " served");
    }

    /** A submit was told that a flow has no live version. */
    void absent(String key, long asked) {
        boolean always = live(key) > 0 && liveFrom.get(key) <= asked;
        oracle.check(!always, () -> "flow " + key + " was live and a submit was told that it is not");
    }

    /** A deploy was answered. */
    void deployed(HubBridge.Deployed answer) {
        FlowVersion version = answer.version();
        FlowRow row = flows.getOrDefault(version.key(), new TreeMap<>()).get(version.version());
        oracle.check(row != null, () -> "flow " + version + " was deployed and is not there (P1)");
        if (row != null && answer.problem().isEmpty()) {
            oracle.check(row.readyAt() != null, () -> "a deploy of " + version + " returned before it was live");
        }
        oracle.coverage.count(answer.problem().isEmpty() ? "deploy live" : "deploy failed");
    }

    /** What agents lack, of what live versions want; the hubs owe it to them. */
    List<String> lacking(List<Host> up) {
        List<String> lacking = new ArrayList<>();
        flows.values()
                .forEach(versions -> versions.values().stream()
                        .filter(row -> row.isLive()
                                && row.version().version() == live(row.version().key()))
                        .forEach(row -> plans.apply(row.plan()).nodes().forEach(node -> {
                            for (Host agent : up) {
                                boolean lacks = node.modelHash().isPresent()
                                        && node.algorithm().equals(agent.algorithm)
                                        && !oracle.executions.isWarm(
                                                agent.name, node.modelHash().get());
                                if (lacks) {
                                    lacking.add(
                                            agent.name + " lacks the model of " + node.key() + " of " + row.version());
                                }
                            }
                        })));
        return lacking;
    }
}
