package io.enginehub.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why a step may have been run more than once: an agent's process was ended (or stopped) that had begun it before, or the
 * dispatcher that held its process at that moment was. Any other second run was needless.
 */
final class Excuses {
    private final Map<Long, List<Long>> harmedAgents = new HashMap<>();
    private final Set<String> harmedProcesses = new HashSet<>();

    /** The process of an agent is harmed now. */
    synchronized void agent(long pid) {
        harmedAgents.computeIfAbsent(pid, any -> new ArrayList<>()).add(System.currentTimeMillis());
    }

    /** The dispatcher that holds these is harmed. */
    synchronized void dispatcherOf(Iterable<String> processes) {
        processes.forEach(harmedProcesses::add);
    }

    /** Whether a run is no wonder after the ones before. */
    synchronized boolean excuse(List<Executions.Execution> before, Executions.Execution again) {
        return harmedProcesses.contains(again.process())
                || before.stream()
                        .anyMatch(run -> harmedAgents.getOrDefault(run.pid(), List.of()).stream()
                                .anyMatch(harmed -> harmed >= run.millis() && harmed <= again.millis()));
    }
}
