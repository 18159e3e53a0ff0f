package io.enginehub.transport.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Endpoints;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.wire.AgentCalls;
import io.enginehub.api.spi.wire.Call;
import io.enginehub.api.spi.wire.DispatcherCalls;
import io.enginehub.api.spi.wire.Frame;
import io.enginehub.api.spi.wire.QueueCalls;
import io.enginehub.api.spi.wire.WireException;
import io.enginehub.transport.http.server.Answer;
import io.enginehub.transport.http.server.Ask;
import io.enginehub.transport.http.server.Endpoint;
import io.enginehub.transport.http.server.Problem;
import io.enginehub.transport.http.server.ProblemException;
import io.enginehub.transport.http.server.Route;
import io.enginehub.transport.http.server.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The calls of a host's roles as routes: a message goes in, a message comes out. */
final class RoleRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Endpoints roles;

    RoleRoutes(Endpoints roles) {
        this.roles = roles;
    }

    List<Route> all() {
        List<Route> routes = new ArrayList<>();
        if (roles.queue() != null) {
            add(routes, Paths.QUEUE, QueueCalls.ALL, ask -> roles.queue());
        }
        if (roles.dispatcher() != null) {
            add(routes, Paths.DISPATCHER, DispatcherCalls.ALL, ask -> roles.dispatcher());
        }
        if (!roles.agents().isEmpty()) {
            add(routes, Paths.AGENTS + "{name}/", AgentCalls.ALL, this::meantAgent);
            routes.add(json(Paths.AGENTS + "{name}/algorithm", RoleRoutes::algorithm));
            routes.add(json(Paths.AGENTS + "{name}/status", RoleRoutes::status));
        }
        return routes;
    }

    private static <R> void add(List<Route> routes, String prefix, List<Call<R, ?, ?>> calls, Function<Ask, R> role) {
        for (Call<R, ?, ?> call : calls) {
            Endpoint endpoint = ask -> serve(call, role.apply(ask), ask.body());
            routes.add(Route.of("POST", Paths.below(prefix, call), Scope.ROLE, endpoint)
                    .taking(Paths.MESSAGE, Frame.MAX_MESSAGE)
                    .unblocked());
        }
    }

    private static <R> CompletionStage<Answer> serve(Call<R, ?, ?> call, R role, byte[] message) {
        try {
            return call.serve(role, message).thenApply(reply -> Answer.of(200, Paths.MESSAGE, reply));
        } catch (WireException e) {
            throw new ProblemException(new Problem(400, "BAD_MESSAGE", String.valueOf(e.getMessage())));
        }
    }

    // ── agents ──

    private Map.Entry<MemberId, Agent> agent(Ask ask) {
        return roles.agent(ask.variable("name"))
                .orElseThrow(() -> new ProblemException(
                        new Problem(404, "NO_SUCH_AGENT", "No agent of this name is here; see the registry.")));
    }

    private Agent meantAgent(Ask ask) {
        Map.Entry<MemberId, Agent> agent = agent(ask);
        String boot = agent.getKey().incarnation().toString();
        if (!ask.header(Paths.BOOT).orElse(boot).equalsIgnoreCase(boot)) {
            throw new ProblemException(
                    new Problem(410, Transport.OTHER_BOOT, "The agent was started anew; what it held before is lost."));
        }
        return agent.getValue();
    }

    /** What people and programs may ask without knowing messages. */
    private Route json(String path, Function<AgentStatus, ObjectNode> shown) {
        Endpoint endpoint = ask -> agent(ask).getValue().status().thenApply(reply -> answer(reply, shown));
        return Route.of("GET", path, Scope.ROLE, endpoint).unblocked();
    }

    private static Answer answer(Reply<AgentStatus> reply, Function<AgentStatus, ObjectNode> shown) {
        return reply.fold(
                status -> Answer.ok(shown.apply(status)),
                refused -> new Problem(503, refused.code(), "The agent refuses.").answer(),
                unknown -> new Problem(503, "UNKNOWN", unknown.why()).answer());
    }

    private static ObjectNode algorithm(AgentStatus status) {
        return NODES.objectNode().put("name", status.algorithm());
    }

    private static ObjectNode status(AgentStatus status) {
        ObjectNode shown = NODES.objectNode()
                .put("algorithm", status.algorithm())
                .put("capacity", status.capacity())
                .put("overdue", status.overdue());
        ArrayNode held = shown.putArray("held");
        status.held()
                .forEach(key -> held.addObject()
                        .put("process", key.process().toString())
                        .put("step", key.step())
                        .put("run", key.run())
                        .put("attempt", key.attempt()));
        ArrayNode models = shown.putArray("models");
        status.models().forEach(model -> {
            ObjectNode one = models.addObject()
                    .put("hash", model.hash())
                    .put("state", model.state().name());
            if (model.fraction() != null) {
                one.put("fraction", model.fraction());
            }
            if (model.problem() != null) {
                one.put("problem", model.problem());
            }
        });
        return shown;
    }
}
