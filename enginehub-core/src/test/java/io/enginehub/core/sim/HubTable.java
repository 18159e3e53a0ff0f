package io.enginehub.core.sim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Each operation of {@link io.enginehub.api.Hub}: what stands for it in the simulation, or why nothing does. */
final class HubTable {
    /** By operation: the message that the generator sends; a text with blanks is a reason. */
    static final Map<String, String> TABLE = new TreeMap<>(Map.ofEntries(
            Map.entry("deploy", "deploy"),
            Map.entry("rollback", "it deploys what was deployed before, with the same operation as deploy"),
            Map.entry("undeploy", "undeploy"),
            Map.entry("submit", "submit"),
            Map.entry("run", "it is submit and await, one after the other"),
            Map.entry("runAdHoc", "it is submitAdHoc and await, one after the other"),
            Map.entry("submitAll", "submitAll"),
            Map.entry("submitAdHoc", "submitAdHoc"),
            Map.entry("result", "result"),
            Map.entry("await", "it waits on a thread for what result waits for, in the same place"),
            Map.entry("find", "find"),
            Map.entry("list", "list"),
            Map.entry("steps", "steps"),
            Map.entry("logs", "logs"),
            Map.entry("checks", "checks"),
            Map.entry("explain", "explain"),
            Map.entry("flow", "flow"),
            Map.entry("input", "it reads a payload as flow reads one, and nothing is decided by it"),
            Map.entry("promote", "promote"),
            Map.entry("deployments", "it tells what deploy is tested for: which versions are live"),
            Map.entry("agents", "it asks agents how they are, as deploying and looking after events do"),
            Map.entry("dispatchers", "it reads the picture of the members, and who owns what"),
            Map.entry("queue", "queue"),
            Map.entry("cancel", "cancel"),
            Map.entry("retry", "retry")));

    private HubTable() {}

    /** The messages that have to be sent. */
    static List<String> operations() {
        return List.copyOf(new TreeSet<>(
                TABLE.values().stream().filter(told -> !told.contains(" ")).toList()));
    }
}
