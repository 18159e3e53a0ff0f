package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.ModelState;
import io.enginehub.api.spi.Reply;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what is under way of a process. Asks agents which models they are loading, only when somebody wants to know. */
final class Inspection {
    private final RoleLoop loop;
    private final AgentPicker agents;
    private final Slot slot;
    private final Map<AgentView, AgentStatus> statuses = new LinkedHashMap<>();

    Inspection(RoleLoop loop, AgentPicker agents, Slot slot) {
        this.loop = loop;
        this.agents = agents;
        this.slot = slot;
    }

    void run(Consumer<List<LiveStep>> then) {
        Set<AgentView> loading = new LinkedHashSet<>();
        slot.flights.values().stream().filter(flight -> flight.modelSent).forEach(flight -> loading.add(flight.agent));
        int[] open = {loading.size()};
        if (loading.isEmpty()) {
            then.accept(steps());
        }
        for (AgentView agent : loading) {
            loop.ask(agent.agent.status(), Standstill.LONGEST, reply -> {
                if (reply instanceof Reply.Ok<AgentStatus> ok) {
                    agent.answered();
                    statuses.put(agent, ok.value());
                }
                if (--open[0] == 0) {
                    then.accept(steps());
                }
            });
        }
    }

    private List<LiveStep> steps() {
        List<LiveStep> steps = new ArrayList<>();
        slot.flights.forEach((node, flight) -> steps.add(flying(node, flight)));
        slot.queued.keySet().forEach(node -> {
            boolean live = agents.isLive(node.algorithm());
            steps.add(step(node, live ? LiveStep.Phase.AGENT_BUSY : LiveStep.Phase.NO_AGENT, null, null));
        });
        slot.pauses.forEach((node, pause) -> {
            Duration due = Duration.ofNanos(Math.max(0, pause.dueNanos - loop.nanoTime()));
            steps.add(step(node, LiveStep.Phase.RETRYING, null, due));
        });
        return steps;
    }

    private LiveStep flying(CompiledFlow.Node node, Flight flight) {
        AgentStatus status = statuses.get(flight.agent);
        ModelState loading = status == null
                ? null
                : status.models().stream()
                        .filter(model ->
                                model.hash().equals(flight.event.model().hash()))
                        .filter(model -> model.state() == ModelState.State.LOADING)
                        .findFirst()
                        .orElse(null);
        return new LiveStep(
                node.key(),
                loading == null ? LiveStep.Phase.RUNNING : LiveStep.Phase.MODEL_LOADING,
                slot.decider.attempt(node),
                flight.agent.name(),
                Duration.ofNanos(loop.nanoTime() - flight.sinceNanos),
                null,
                loading == null ? flight.progress : loading.fraction());
    }

    private LiveStep step(
            CompiledFlow.Node node, LiveStep.Phase phase, @Nullable String agent, @Nullable Duration due) {
        return new LiveStep(node.key(), phase, slot.decider.attempt(node), agent, Duration.ZERO, due, null);
    }
}
