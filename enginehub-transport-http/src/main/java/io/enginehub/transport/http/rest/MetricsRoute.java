package io.enginehub.transport.http.rest;

import io.enginehub.api.AgentState;
import io.enginehub.api.Deployment;
import io.enginehub.api.DispatcherState;
import io.enginehub.api.Hub;
import io.enginehub.api.QueueSummary;
import io.enginehub.transport.http.server.Answer;
import io.enginehub.transport.http.server.Ask;
import io.enginehub.transport.http.server.Route;
import io.enginehub.transport.http.server.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Figures for Prometheus: what the hub knows at this moment, and what was counted. */
final class MetricsRoute {
    private final Hub hub;
    private final Metrics metrics;
    private final EventStreams streams;
    private final Clock clock;

    MetricsRoute(Hub hub, Metrics metrics, EventStreams streams, Clock clock) {
        this.hub = hub;
        this.metrics = metrics;
        this.streams = streams;
        this.clock = clock;
    }

    Route route() {
        return Route.of("GET", HubRoutes.ROOT + "/metrics", Scope.READ, this::answer);
    }

    private CompletionStage<Answer> answer(Ask ask) {
        Exposition out = new Exposition();
        queue(out);
        slots(out);
        agents(out, hub.agents());
        deployments(out);
        out.family("enginehub_event_streams", "gauge", "Streams of events that are open at this hub.")
                .sample(streams.count());
        metrics.write(out);
        return Answer.text(Exposition.TYPE, out.toString()).now();
    }

    private void queue(Exposition out) {
        List<QueueSummary.Line> lines = hub.queue().lines();
        Exposition.Family waiting =
                out.family("enginehub_queue_processes", "gauge", "Processes that wait, by what they wait for.");
        lines.forEach(line -> waiting.sample((double) line.count(), reason(line)));
        Exposition.Family oldest =
                out.family("enginehub_queue_oldest_seconds", "gauge", "How long the oldest of them has waited.");
        lines.forEach(line -> {
            long millis = Duration.between(line.since(), clock.instant()).toMillis();
            oldest.sample(Math.max(0, millis) / 1e3, reason(line)); // why: the store's clock may be ahead
        });
    }

    private static String[] reason(QueueSummary.Line line) {
        String algorithm = line.algorithm();
        return new String[] {"reason", line.reason().name(), "algorithm", algorithm == null ? "" : algorithm};
    }

    private void slots(Exposition out) {
        List<DispatcherState> dispatchers = hub.dispatchers();
        Exposition.Family all = out.family("enginehub_slots", "gauge", "Slots of a dispatcher.");
        dispatchers.forEach(each -> all.sample(each.slots(), "dispatcher", each.name()));
        Exposition.Family used = out.family("enginehub_slots_used", "gauge", "Slots that hold a process.");
        dispatchers.forEach(each -> used.sample(each.running().size(), "dispatcher", each.name()));
    }

    private static void agents(Exposition out, List<AgentState> agents) {
        Exposition.Family up = out.family("enginehub_agent_up", "gauge", "1 where an agent answers, 0 where not.");
        agents.forEach(each -> up.sample(each.answers() ? 1 : 0, agent(each)));
        Exposition.Family capacity = out.family(
                "enginehub_agent_capacity", "gauge", "Events that an agent handles at a time; 0 where it is drained.");
        agents.forEach(each -> capacity.sample(isActive(each) ? each.capacity() : 0, agent(each)));
        Exposition.Family held = out.family("enginehub_agent_events", "gauge", "Events that an agent holds.");
        agents.forEach(each -> held.sample(each.held(), agent(each)));
        Exposition.Family overdue = out.family(
                "enginehub_agent_overdue", "gauge", "Handlers of an agent that were given up and have not returned.");
        agents.forEach(each -> overdue.sample(each.overdue(), agent(each)));
        Map<String, Integer> models = new TreeMap<>();
        agents.forEach(each ->
                each.models().forEach(model -> models.merge(each.algorithm() + "\n" + model.state(), 1, Integer::sum)));
        Exposition.Family loaded =
                out.family("enginehub_models", "gauge", "Models at agents, each at each agent, by state.");
        models.forEach((key, count) -> {
            int end = key.indexOf('\n');
            loaded.sample(count, "algorithm", key.substring(0, end), "state", key.substring(end + 1));
        });
    }

    private static boolean isActive(AgentState agent) {
        return agent.status() == AgentState.Status.ACTIVE;
    }

    private static String[] agent(AgentState agent) {
        return new String[] {"agent", agent.name(), "algorithm", agent.algorithm()};
    }

    private void deployments(Exposition out) {
        List<Deployment> all = hub.deployments();
        Exposition.Family states = out.family(
                "enginehub_deployments", "gauge", "Versions of flows, by state; READY ones are live and warm.");
        for (Deployment.State state : Deployment.State.values()) {
            double count = all.stream().filter(each -> each.state() == state).count();
            states.sample(count, "state", state.name());
        }
    }
}
