package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.AgentState;
import io.enginehub.api.DispatcherState;
import io.enginehub.api.Hub;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.transport.http.server.Answer;
import io.enginehub.transport.http.server.Ask;
import io.enginehub.transport.http.server.Problem;
import io.enginehub.transport.http.server.Route;
import io.enginehub.transport.http.server.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The waiting queue, the members, the algorithms, and how the hub is. */
final class ClusterRoutes {
    private static final String ROOT = HubRoutes.ROOT;
    private static final int LIMIT = 100;
    private static final int MOST = 1000;

    private final Hub hub;

    ClusterRoutes(Hub hub) {
        this.hub = hub;
    }

    List<Route> all() {
        return List.of(
                Route.of("GET", ROOT + "/queue", Scope.READ, this::queue, "after", "limit"),
                Route.of("GET", ROOT + "/queue/summary", Scope.READ, this::summary),
                Route.of("GET", ROOT + "/agents", Scope.READ, this::agents),
                Route.of("GET", ROOT + "/dispatchers", Scope.READ, this::dispatchers),
                Route.of("GET", ROOT + "/algorithms", Scope.READ, this::algorithms, "catalog"),
                Route.of("GET", ROOT + "/health/live", Scope.PUBLIC, ask -> status("UP"))
                        .unblocked(),
                Route.of("GET", ROOT + "/health/ready", Scope.PUBLIC, this::ready));
    }

    private CompletionStage<Answer> queue(Ask ask) {
        ProcessQuery query = ProcessQuery.all()
                .statuses(Set.of(ProcessStatus.PENDING))
                .after(ask.query("after").orElse(null))
                .limit(Parameters.number(ask, "limit", LIMIT, 1, MOST));
        return Answer.ok(Documents.page(Parameters.checked(() -> hub.list(query)), Documents::process))
                .now();
    }

    private CompletionStage<Answer> summary(Ask ask) {
        var queue = hub.queue();
        ObjectNode document = RestJson.NODES.objectNode().put("count", queue.count());
        document.set("lines", RestJson.write(queue.lines()));
        List<DispatcherState> dispatchers = hub.dispatchers();
        document.putObject("slots")
                .put(
                        "all",
                        dispatchers.stream().mapToInt(DispatcherState::slots).sum())
                .put(
                        "used",
                        dispatchers.stream()
                                .mapToInt(each -> each.running().size())
                                .sum());
        return Answer.ok(document).now();
    }

    private CompletionStage<Answer> agents(Ask ask) {
        return Answer.ok(Documents.items(hub.agents(), RestJson::write)).now();
    }

    private CompletionStage<Answer> dispatchers(Ask ask) {
        return Answer.ok(Documents.items(hub.dispatchers(), RestJson::write)).now();
    }

    /** The algorithms that have an agent which gets work; those of a catalogue begin with its name and a dot. */
    private CompletionStage<Answer> algorithms(Ask ask) {
        String prefix = ask.query("catalog").map(name -> name + ".").orElse("");
        Map<String, ObjectNode> found = new TreeMap<>();
        for (AgentState agent : hub.agents()) {
            if (agent.status() == AgentState.Status.ACTIVE && agent.algorithm().startsWith(prefix)) {
                ObjectNode one = found.computeIfAbsent(
                        agent.algorithm(), name -> RestJson.NODES.objectNode().put("name", name));
                one.put("agents", one.path("agents").asInt() + 1);
                one.put("capacity", one.path("capacity").asInt() + agent.capacity());
                one.withArray("agentNames").add(agent.name());
            }
        }
        return Answer.ok(Documents.items(List.copyOf(found.values()), each -> each))
                .now();
    }

    // ── health ──

    private static CompletionStage<Answer> status(String status) {
        return Answer.ok(RestJson.NODES.objectNode().put("status", status)).now();
    }

    private CompletionStage<Answer> ready(Ask ask) {
        try {
            var unused = hub.list(ProcessQuery.all().limit(1));
        } catch (RuntimeException e) {
            return new Problem(503, "NOT_READY", "The hub cannot read its store.")
                    .answer()
                    .now();
        }
        return status("UP");
    }
}
