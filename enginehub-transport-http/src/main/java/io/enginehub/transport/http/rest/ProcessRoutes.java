package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.Explanation;
import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.UnknownProcessException;
import io.enginehub.transport.http.server.Answer;
import io.enginehub.transport.http.server.Ask;
import io.enginehub.transport.http.server.Problem;
import io.enginehub.transport.http.server.ProblemException;
import io.enginehub.transport.http.server.Route;
import io.enginehub.transport.http.server.Scope;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Processes, whether they wait, run or have ended. */
final class ProcessRoutes {
    private static final String ALL = HubRoutes.ROOT + "/processes";
    private static final String ONE = ALL + "/{id}";
    private static final int LIMIT = 100;
    private static final int MOST = 1000;
    private static final Set<String> CUT_MEMBERS = Set.of("from", "to", "key");
    private static final int MAX_CUT = 64 << 10;

    private final Hub hub;
    private final EventStreams streams;

    ProcessRoutes(Hub hub, EventStreams streams) {
        this.hub = hub;
        this.streams = streams;
    }

    List<Route> all() {
        return List.of(
                Route.of(
                        "GET",
                        ALL,
                        Scope.READ,
                        this::list,
                        "flow",
                        "status",
                        "label",
                        "since",
                        "until",
                        "after",
                        "limit"),
                Route.of("GET", ONE, Scope.READ, this::find),
                Route.of("DELETE", ONE, Scope.OPERATE, this::cancel),
                Route.of("POST", ONE + "/retry", Scope.OPERATE, this::retry),
                Route.of("GET", ONE + "/steps", Scope.READ, this::steps),
                Route.of("GET", ONE + "/logs", Scope.READ, this::logs, "after"),
                Route.of(
                        "GET",
                        ONE + "/events",
                        Scope.READ,
                        ask -> streams.all(ask).now()),
                Route.of("GET", ONE + "/checks", Scope.READ, this::checks),
                Route.of("GET", ONE + "/explain", Scope.READ, this::explain),
                Route.of("GET", ONE + "/flow", Scope.READ, this::flow),
                Route.of("GET", ONE + "/input", Scope.READ, this::input),
                Route.of("GET", ONE + "/output", Scope.READ, this::output),
                Route.of("POST", ONE + "/promote", Scope.DEPLOY, this::promote).taking(Payload.JSON, MAX_CUT));
    }

    private CompletionStage<Answer> list(Ask ask) {
        Set<ProcessStatus> statuses = new LinkedHashSet<>();
        ask.query()
                .getOrDefault("status", List.of())
                .forEach(text -> statuses.add(Parameters.oneOf(ProcessStatus.class, "status", text)));
        ProcessQuery query = ProcessQuery.all()
                .flow(ask.query("flow").orElse(null))
                .statuses(statuses)
                .labels(Parameters.labels(ask))
                .since(Parameters.instant(ask, "since").orElse(null))
                .until(Parameters.instant(ask, "until").orElse(null))
                .after(ask.query("after").orElse(null))
                .limit(Parameters.number(ask, "limit", LIMIT, 1, MOST));
        return Answer.ok(Documents.page(Parameters.checked(() -> hub.list(query)), Documents::process))
                .now();
    }

    private CompletionStage<Answer> find(Ask ask) {
        ProcessId id = Parameters.process(ask);
        ProcessInstance process = hub.find(id).orElseThrow(() -> UnknownProcessException.of(id));
        return Answer.ok(Documents.process(process)).now();
    }

    private CompletionStage<Answer> cancel(Ask ask) {
        return moved(hub.cancel(Parameters.process(ask)), "It has ended already; there is nothing to cancel.");
    }

    private CompletionStage<Answer> retry(Ask ask) {
        return moved(
                hub.retry(Parameters.process(ask)), "Only a FAILED, CANCELLED or TIMED_OUT process can be retried.");
    }

    private static CompletionStage<Answer> moved(boolean moved, String why) {
        return moved
                ? Answer.empty().now()
                : new Problem(409, "OTHER_STATUS", why).answer().now();
    }

    private CompletionStage<Answer> steps(Ask ask) {
        return Answer.ok(Documents.items(hub.steps(Parameters.process(ask)), Documents::step))
                .now();
    }

    private CompletionStage<Answer> logs(Ask ask) {
        long after = Parameters.number(ask, "after", 0, 0, Long.MAX_VALUE);
        if (EventStreams.isWanted(ask)) {
            return streams.logs(ask, after).now();
        }
        return Answer.ok(Documents.page(hub.logs(Parameters.process(ask), after), RestJson::write))
                .now();
    }

    private CompletionStage<Answer> checks(Ask ask) {
        return Answer.ok(Documents.items(hub.checks(Parameters.process(ask)), RestJson::write))
                .now();
    }

    private CompletionStage<Answer> explain(Ask ask) {
        Explanation explanation = hub.explain(Parameters.process(ask));
        ObjectNode document = (ObjectNode) RestJson.write(explanation);
        return Answer.ok(document.put("text", explanation.text())).now();
    }

    private CompletionStage<Answer> flow(Ask ask) {
        return Answer.text(Answer.JSON, hub.flow(Parameters.process(ask)).toJson())
                .now();
    }

    private CompletionStage<Answer> input(Ask ask) {
        return payload(hub.input(Parameters.process(ask)));
    }

    private CompletionStage<Answer> output(Ask ask) {
        ProcessId id = Parameters.process(ask);
        ProcessInstance process = hub.find(id).orElseThrow(() -> UnknownProcessException.of(id));
        if (process.status() != ProcessStatus.FINISHED) {
            throw new ProblemException(new Problem(
                    409, "NO_OUTPUT", "The process is " + process.status() + "; only a FINISHED one has an output."));
        }
        ProcessResult result = hub.await(id, Duration.ofSeconds(1));
        return payload(result.output());
    }

    private static CompletionStage<Answer> payload(Payload payload) {
        return Answer.of(200, payload.contentType(), payload.toBytes()).now();
    }

    private CompletionStage<Answer> promote(Ask ask) {
        Payload document = Payload.ofBytes(Payload.JSON, ask.body()).checked();
        Members cut = Members.of(document, "", CUT_MEMBERS);
        return Answer.text(
                        Answer.JSON,
                        hub.promote(Parameters.process(ask), cut.text("from"), cut.text("to"), cut.text("key"))
                                .toJson())
                .now();
    }
}
