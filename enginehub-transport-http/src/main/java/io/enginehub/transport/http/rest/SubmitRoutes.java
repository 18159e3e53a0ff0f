package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.UnknownProcessException;
import io.enginehub.transport.http.server.Answer;
import io.enginehub.transport.http.server.Ask;
import io.enginehub.transport.http.server.Route;
import io.enginehub.transport.http.server.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Inputs: to a deployed flow, or together with a flow. */
final class SubmitRoutes {
    private static final String KEY = "Idempotency-Key";
    private static final Set<String> AD_HOC_MEMBERS = Set.of("flow", "input", "labels", "deadline");

    /** How long it may take to read a result that is there. */
    private static final Duration READ = Duration.ofSeconds(30);

    private final Hub hub;
    private final int maxInput;
    private final Executor readers;

    /**
     * Routes.
     *
     * @param readers where is read what became of a process whose end did not come in time
     */
    SubmitRoutes(Hub hub, int maxInput, Executor readers) {
        this.hub = hub;
        this.maxInput = maxInput;
        this.readers = readers;
    }

    List<Route> all() {
        return List.of(
                Route.of(
                                "POST",
                                HubRoutes.ROOT + "/flows/{key}/processes",
                                Scope.SUBMIT,
                                this::submit,
                                "label",
                                "deadline")
                        .taking(null, maxInput),
                Route.of(
                                "POST",
                                HubRoutes.ROOT + "/flows/{key}/batch",
                                Scope.SUBMIT,
                                this::submitAll,
                                "label",
                                "deadline",
                                "documents")
                        .taking(InputLines.TYPE, maxInput),
                Route.of("POST", HubRoutes.ROOT + "/adhoc", Scope.DEPLOY, this::adHoc)
                        .taking(Payload.JSON, maxInput),
                Route.of("GET", HubRoutes.ROOT + "/processes/{id}/result", Scope.READ, this::result));
    }

    private CompletionStage<Answer> submit(Ask ask) {
        String type = ask.header("Content-Type").orElse(Payload.JSON);
        Payload input =
                ask.body().length == 0 ? Payload.NULL : Parameters.checked(() -> Payload.ofBytes(type, ask.body()));
        Duration wait = Parameters.wait(ask, Duration.ZERO);
        return submitted(wait, hub.submit(ask.variable("key"), input, options(ask)));
    }

    private static SubmitOptions options(Ask ask) {
        return Parameters.checked(() -> new SubmitOptions(
                ask.header(KEY).orElse(null),
                Parameters.labels(ask),
                Parameters.duration(ask, "deadline").orElse(null),
                ask.caller().name()));
    }

    private CompletionStage<Answer> submitAll(Ask ask) {
        boolean documents = ask.query("documents").map(Parameters::flag).orElse(false);
        List<Payload> inputs = documents ? InputLines.readDocuments(ask.body()) : InputLines.read(ask.body());
        if (inputs.isEmpty()) {
            throw new PayloadException("The body has no input. Send one on each line.");
        }
        List<ProcessId> ids = hub.submitAll(ask.variable("key"), inputs, options(ask));
        ObjectNode document = RestJson.NODES.objectNode();
        ArrayNode all = document.putArray("ids");
        ids.forEach(id -> all.add(id.toString()));
        return Answer.of(201, document).now();
    }

    private CompletionStage<Answer> adHoc(Ask ask) {
        Payload document = Payload.ofBytes(Payload.JSON, ask.body()).checked();
        Members head = Members.of(document, "", AD_HOC_MEMBERS);
        if (!head.has("flow")) {
            throw new PayloadException("The body has no flow. Write {\"flow\": …, \"input\": {\"json\": …}}.");
        }
        ProcessFlow flow = ProcessFlow.parse(document.at("/flow").text());
        Payload input = head.has("input") ? PayloadJson.read(document, "/input") : Payload.NULL;
        Map<String, String> labels = head.has("labels")
                ? Members.of(document.at("/labels"), "/labels").texts()
                : Map.of();
        Duration deadline = head.has("deadline") ? Parameters.duration("/deadline", head.text("deadline")) : null;
        SubmitOptions options = Parameters.checked(() -> new SubmitOptions(
                ask.header(KEY).orElse(null), labels, deadline, ask.caller().name()));
        Duration wait = Parameters.wait(ask, Duration.ZERO);
        return submitted(wait, hub.submitAdHoc(flow, input, options));
    }

    // ── results ──

    private CompletionStage<Answer> submitted(Duration wait, ProcessId id) {
        return within(wait, id, 201).thenApply(answer -> answer.with("Location", HubRoutes.ROOT + "/processes/" + id));
    }

    private CompletionStage<Answer> result(Ask ask) {
        return within(Parameters.wait(ask, Duration.ZERO), Parameters.process(ask), 202);
    }

    /**
     * The process's result, if it ends within what the caller is ready to wait; else the process.
     *
     * @param wait zero: the caller did not ask for any
     * @param open the status where it has not ended; where it has, and was not submitted by this request, 200
     */
    private CompletionStage<Answer> within(Duration wait, ProcessId id, int open) {
        boolean waits = wait.compareTo(Duration.ZERO) > 0;
        if (!waits) { // why not asked otherwise: the hub tells the end of what it saw begin without a read
            ProcessInstance process = find(id);
            if (!process.status().isTerminal()) {
                return Answer.of(open, Documents.accepted(process)).now();
            }
        }
        Duration patience = waits ? wait : READ;
        CompletableFuture<ProcessResult> result = hub.result(id).toCompletableFuture();
        return result.thenApply(done -> Optional.of(Answer.of(open == 202 ? 200 : open, Documents.result(done))))
                .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(ended -> {
                    boolean unused = result.cancel(false); // why: else the hub would keep it until the process ends
                    return ended.map(CompletableFuture::completedFuture)
                            .orElseGet(() -> CompletableFuture.supplyAsync(
                                    () -> Answer.of(open, Documents.accepted(find(id))), readers));
                })
                .thenApply(answer -> waits ? answer.with("Preference-Applied", "wait=" + wait.toSeconds()) : answer);
    }

    private ProcessInstance find(ProcessId id) {
        return hub.find(id).orElseThrow(() -> UnknownProcessException.of(id));
    }
}
