package io.enginehub.transport.http.rest;

import io.enginehub.api.Deployment;
import io.enginehub.api.FlowVersion;
import io.enginehub.api.Hub;
import io.enginehub.api.NotWarmException;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.ProcessFlow;
import io.enginehub.transport.http.server.Answer;
import io.enginehub.transport.http.server.Ask;
import io.enginehub.transport.http.server.Problem;
import io.enginehub.transport.http.server.ProblemException;
import io.enginehub.transport.http.server.Route;
import io.enginehub.transport.http.server.Scope;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Flows that are deployed. */
final class FlowRoutes {
    private static final String FLOWS = HubRoutes.ROOT + "/flows";
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Hub hub;
    private final int maxFlow;

    FlowRoutes(Hub hub, int maxFlow) {
        this.hub = hub;
        this.maxFlow = maxFlow;
    }

    List<Route> all() {
        return List.of(
                Route.of("GET", FLOWS, Scope.READ, this::list, "all"),
                Route.of("GET", FLOWS + "/{key}", Scope.READ, this::versions),
                Route.of("PUT", FLOWS + "/{key}", Scope.DEPLOY, this::deploy).taking(Payload.JSON, maxFlow),
                Route.of("POST", FLOWS + "/{key}/rollback", Scope.DEPLOY, this::rollback),
                Route.of("DELETE", FLOWS + "/{key}", Scope.DEPLOY, this::undeploy));
    }

    private CompletionStage<Answer> list(Ask ask) {
        boolean all = ask.query("all").map(Parameters::flag).orElse(false);
        List<Deployment> current = hub.deployments().stream()
                .filter(deployment -> all || deployment.state() != Deployment.State.RETIRED)
                .toList();
        return Answer.ok(Documents.items(current, RestJson::write)).now();
    }

    private CompletionStage<Answer> versions(Ask ask) {
        List<Deployment> versions = versions(ask.variable("key"));
        if (versions.isEmpty()) {
            throw new ProblemException(
                    new Problem(404, "UNKNOWN_FLOW", "No flow of this key was ever deployed; see " + FLOWS + "."));
        }
        return Answer.ok(Documents.items(versions, RestJson::write)).now();
    }

    private List<Deployment> versions(String key) {
        return hub.deployments().stream()
                .filter(deployment -> deployment.flow().key().equals(key))
                .toList();
    }

    private CompletionStage<Answer> deploy(Ask ask) {
        ProcessFlow flow = ProcessFlow.parse(text(ask.body()));
        if (!flow.key().equals(ask.variable("key"))) {
            throw new ProblemException(new Problem(
                    409, "OTHER_KEY", "The flow has the key '" + flow.key() + "'; deploy it at that key's path."));
        }
        Duration wait = Parameters.wait(ask, WAIT);
        return live(flow.key(), () -> hub.deploy(flow, wait));
    }

    private CompletionStage<Answer> rollback(Ask ask) {
        String key = ask.variable("key");
        Duration wait = Parameters.wait(ask, WAIT);
        return live(key, () -> hub.rollback(key, wait));
    }

    /** Answers with the version once it is live; or with how far it is, where it goes on in the background. */
    private CompletionStage<Answer> live(String key, Supplier<FlowVersion> deploying) {
        try {
            return Answer.ok(RestJson.write(deployment(deploying.get()))).now();
        } catch (NotWarmException e) {
            if (e.hasFailed()) {
                throw e;
            }
            List<Deployment> versions = versions(key);
            return Answer.of(202, RestJson.write(versions.get(versions.size() - 1)))
                    .now();
        }
    }

    /** why strictly: a byte that is no text must not become a key that nobody wrote. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PayloadException("The flow is not UTF-8.");
        }
    }

    private Deployment deployment(FlowVersion version) {
        return hub.deployments().stream()
                .filter(deployment -> deployment.flow().equals(version))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(version + " is live, and is not there"));
    }

    private CompletionStage<Answer> undeploy(Ask ask) {
        hub.undeploy(ask.variable("key"));
        return Answer.empty().now();
    }
}
