package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.Release;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a slot is held while nothing of its process is in flight, and what the process waits for after that. */
final class Standstill {
    /** How long a slot is held while nothing of its process is in flight. */
    static final Duration LONGEST = Duration.ofSeconds(1);

    private final RoleLoop loop;
    private final AgentPicker agents;

    Standstill(RoleLoop loop, AgentPicker agents) {
        this.loop = loop;
        this.agents = agents;
    }

    /** How long the slot may still be held; zero: no longer. */
    Duration left(Slot slot) {
        long now = loop.nanoTime();
        for (Slot.Pause pause : slot.pauses.values()) {
            if (pause.dueNanos - now <= LONGEST.toNanos()) {
                return LONGEST;
            }
        }
        long left = slot.idleSinceNanos + LONGEST.toNanos() - now;
        return left > 0 && waitsForLive(slot) ? Duration.ofNanos(left) : Duration.ZERO;
    }

    private boolean waitsForLive(Slot slot) {
        for (CompiledFlow.Node node : slot.queued.keySet()) {
            if (agents.isLive(node.algorithm())) {
                return true;
            }
        }
        return false;
    }

    /** What a process waits for that is handed back: busy agents, or the earliest of its pauses; null: an agent. */
    Release.@Nullable WaitFor waitFor(Slot slot) {
        for (CompiledFlow.Node node : slot.queued.keySet()) {
            if (agents.isLive(node.algorithm())) {
                return new Release.WaitFor(LONGEST, node.algorithm());
            }
        }
        long now = loop.nanoTime();
        return !slot.queued.isEmpty() || slot.pauses.isEmpty()
                ? null
                : new Release.WaitFor(
                        Duration.ofNanos(slot.pauses.values().stream()
                                .mapToLong(pause -> Math.max(0, pause.dueNanos - now))
                                .min()
                                .orElse(0)),
                        null);
    }
}
