package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.AgentState;
import io.enginehub.api.Check;
import io.enginehub.api.Deployment;
import io.enginehub.api.DispatcherState;
import io.enginehub.api.Explanation;
import io.enginehub.api.FlowVersion;
import io.enginehub.api.Hub;
import io.enginehub.api.LogLine;
import io.enginehub.api.NotWarmException;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.QueueSummary;
import io.enginehub.api.Step;
import io.enginehub.api.StillRunningException;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.UnknownProcessException;
import io.enginehub.transport.http.tls.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A hub elsewhere, by REST; of several hubs on one store, whichever answers. Thread-safe. A submit without an idempotency
 * key gets one, so that it is the same process when it has to be sent again.
 *
 * <p>Throws {@link io.enginehub.api.StoreException} when no hub answers.
 */
public final class HttpHub implements Hub, AutoCloseable {
    private static final String PROCESSES = "/processes";
    private static final String KEY = "Idempotency-Key";
    private static final Duration HOLD = Duration.ofSeconds(30);
    private static final String ITEMS = "items";

    private final HubClient client;

    private HttpHub(HubClient client) {
        this.client = client;
    }

    /** The hubs at these base addresses, such as {@code http://127.0.0.1:7700}. */
    public static HttpHub at(List<URI> hubs) {
        return at(hubs, null, null);
    }

    /**
     * The same, of hubs that let not everybody in.
     *
     * @param token what this client has to show; null: nothing
     * @param tls whom to trust where an address is https; null: whom the Java platform trusts
     */
    public static HttpHub at(List<URI> hubs, @Nullable String token, @Nullable Tls tls) {
        return new HttpHub(new HubClient(hubs, token, tls));
    }

    // ── flows ──

    @Override
    public FlowVersion deploy(ProcessFlow flow, Duration patience) {
        Wish wish =
                Wish.of("PUT", new Wish.Path("flows", flow.key()).toString()).sending(flow.toJson());
        return live(wish, patience);
    }

    @Override
    public FlowVersion rollback(String flowKey, Duration patience) {
        return live(Wish.of("POST", new Wish.Path("flows", flowKey, "rollback").toString()), patience);
    }

    private FlowVersion live(Wish wish, Duration patience) {
        HubClient.Answered answered = client.ask(wish.waiting(patience));
        Deployment deployment = value(answered.json(), Deployment.class);
        if (answered.status() == 202) {
            throw new NotWarmException(
                    "Flow " + deployment.flow() + " was not live within " + patience + ". " + deployment.lacking(),
                    false);
        }
        return deployment.flow();
    }

    @Override
    public void undeploy(String flowKey) {
        var unused = client.ask(Wish.of("DELETE", new Wish.Path("flows", flowKey).toString()));
    }

    @Override
    public List<Deployment> deployments() {
        return items(client.ask(Wish.get("/flows?all=true")).json(), Deployment.class);
    }

    // ── submits ──

    @Override
    public ProcessId submit(String flowKey, Payload input, SubmitOptions options) {
        return submitted(deployed(flowKey, input, options));
    }

    @Override
    public ProcessResult run(String flowKey, Payload input, SubmitOptions options, Duration patience) {
        return ended(deployed(flowKey, input, options), patience);
    }

    private static Wish deployed(String flowKey, Payload input, SubmitOptions options) {
        Wish.Path path = with(options, new Wish.Path("flows", flowKey, "processes"));
        return keyed(Wish.of("POST", path.toString()).sending(input.contentType(), input.toBytes()), options);
    }

    @Override
    public List<ProcessId> submitAll(String flowKey, List<Payload> inputs, SubmitOptions options) {
        if (inputs.isEmpty()) {
            return List.of();
        }
        Wish.Path path = with(options, new Wish.Path("flows", flowKey, "batch").query("documents", "true"));
        Wish wish = Wish.of("POST", path.toString()).sending(InputLines.TYPE, InputLines.write(inputs));
        List<ProcessId> ids = new ArrayList<>();
        client.ask(keyed(wish, options)).json().path("ids").forEach(id -> ids.add(ProcessId.parse(id.asText())));
        return ids;
    }

    private static Wish.Path with(SubmitOptions options, Wish.Path path) {
        options.labels().forEach((name, value) -> path.query("label", name + "=" + value));
        return options.deadline() == null
                ? path
                : path.query("deadline", options.deadline().toString());
    }

    @Override
    public ProcessId submitAdHoc(ProcessFlow flow, Payload input, SubmitOptions options) {
        return submitted(adHoc(flow, input, options));
    }

    @Override
    public ProcessResult runAdHoc(ProcessFlow flow, Payload input, SubmitOptions options, Duration patience) {
        return ended(adHoc(flow, input, options), patience);
    }

    private static Wish adHoc(ProcessFlow flow, Payload input, SubmitOptions options) {
        ObjectNode rest = RestJson.NODES.objectNode();
        ObjectNode labels = rest.putObject("labels");
        options.labels().forEach(labels::put);
        if (options.deadline() != null) {
            rest.put("deadline", options.deadline().toString());
        }
        // why not one tree: flow and input go as the bytes that they are
        String json = "{\"flow\":" + flow.toJson() + ",\"input\":" + PayloadJson.text(input) + ","
                + rest.toString().substring(1);
        return keyed(Wish.of("POST", "/adhoc").sending(json), options);
    }

    private ProcessId submitted(Wish wish) {
        return process(client.ask(wish).json()).id();
    }

    private static ProcessInstance process(JsonNode document) {
        return value(document.path("process"), ProcessInstance.class);
    }

    private ProcessResult ended(Wish wish, Duration patience) {
        long begun = System.nanoTime();
        JsonNode document = client.ask(wish.waiting(roundedUp(patience))).json();
        return document.has("steps")
                ? result(document)
                : await(process(document).id(), patience, begun);
    }

    private static Wish keyed(Wish wish, SubmitOptions options) {
        String key = options.idempotencyKey();
        return wish.with(KEY, key == null ? UUID.randomUUID().toString() : key);
    }

    // ── results ──

    @Override
    public CompletionStage<ProcessResult> result(ProcessId id) {
        return client.askLater(Wish.get(one(id) + "/result").waiting(HOLD)).thenCompose(answered -> {
            JsonNode document = answered.json();
            return answered.status() == 202 ? result(id) : CompletableFuture.completedStage(result(document));
        });
    }

    @Override
    public ProcessResult await(ProcessId id, Duration patience) {
        return await(id, patience, System.nanoTime());
    }

    private ProcessResult await(ProcessId id, Duration patience, long begun) {
        while (true) {
            Duration left = patience.minusNanos(System.nanoTime() - begun);
            HubClient.Answered answered =
                    client.ask(Wish.get(one(id) + "/result").waiting(roundedUp(left)));
            if (answered.status() != 202) {
                return result(answered.json());
            }
            if (System.nanoTime() - begun >= patience.toNanos()) {
                throw new StillRunningException(
                        id,
                        "Process " + id + " did not end within " + patience + ": "
                                + explain(id).text() + " It goes on; ask again.");
            }
        }
    }

    /** why: a hub counts in seconds, and the last part of one is waited for, too. */
    private static Duration roundedUp(Duration patience) {
        return patience.plusMillis(999);
    }

    private static ProcessResult result(JsonNode document) {
        ProcessInstance process = process(document);
        List<Step> steps = list(document.path("steps"), Step.class);
        List<LogLine> logs = list(document.path("logs"), LogLine.class);
        return new ProcessResult(process, steps, logs, output(process, document));
    }

    private static @Nullable Payload output(ProcessInstance process, JsonNode document) {
        return process.status() == ProcessStatus.FINISHED
                ? PayloadJson.read(Payload.ofJson(document.toString()), "/output")
                : null;
    }

    // ── reads ──

    private static String one(ProcessId id) {
        return PROCESSES + "/" + id;
    }

    @Override
    public Optional<ProcessInstance> find(ProcessId id) {
        try {
            return Optional.of(value(client.ask(Wish.get(one(id))).json(), ProcessInstance.class));
        } catch (UnknownProcessException e) {
            return Optional.empty();
        }
    }

    @Override
    public Page<ProcessInstance> list(ProcessQuery query) {
        Wish.Path path = new Wish.Path("processes").query("limit", Integer.toString(query.limit()));
        query.statuses().forEach(status -> path.query("status", status.name()));
        query.labels().forEach((name, value) -> path.query("label", name + "=" + value));
        if (query.flow() != null) {
            path.query("flow", query.flow());
        }
        if (query.since() != null) {
            path.query("since", query.since().toString());
        }
        if (query.until() != null) {
            path.query("until", query.until().toString());
        }
        if (query.after() != null) {
            path.query("after", query.after());
        }
        return page(client.ask(Wish.get(path.toString())).json(), ProcessInstance.class);
    }

    @Override
    public List<Step> steps(ProcessId id) {
        return items(client.ask(Wish.get(one(id) + "/steps")).json(), Step.class);
    }

    @Override
    public Page<LogLine> logs(ProcessId id, long after) {
        return page(client.ask(Wish.get(one(id) + "/logs?after=" + after)).json(), LogLine.class);
    }

    @Override
    public List<Check> checks(ProcessId id) {
        return items(client.ask(Wish.get(one(id) + "/checks")).json(), Check.class);
    }

    @Override
    public Explanation explain(ProcessId id) {
        return value(client.ask(Wish.get(one(id) + "/explain")).json(), Explanation.class);
    }

    @Override
    public ProcessFlow flow(ProcessId id) {
        return flow(client.ask(Wish.get(one(id) + "/flow")));
    }

    private static ProcessFlow flow(HubClient.Answered answered) {
        return ProcessFlow.parse(new String(answered.body(), StandardCharsets.UTF_8));
    }

    @Override
    public Payload input(ProcessId id) {
        HubClient.Answered answered = client.ask(Wish.get(one(id) + "/input"));
        return Payload.ofBytes(answered.type(), answered.body());
    }

    @Override
    public ProcessFlow promote(ProcessId id, String from, String to, String key) {
        ObjectNode cut =
                RestJson.NODES.objectNode().put("from", from).put("to", to).put("key", key);
        return flow(client.ask(Wish.of("POST", one(id) + "/promote").sending(cut.toString())));
    }

    @Override
    public QueueSummary queue() {
        return value(client.ask(Wish.get("/queue/summary")).json(), QueueSummary.class);
    }

    @Override
    public List<AgentState> agents() {
        return items(client.ask(Wish.get("/agents")).json(), AgentState.class);
    }

    @Override
    public List<DispatcherState> dispatchers() {
        return items(client.ask(Wish.get("/dispatchers")).json(), DispatcherState.class);
    }

    // ── moves ──

    @Override
    public boolean cancel(ProcessId id) {
        return moved(Wish.of("DELETE", one(id)));
    }

    @Override
    public boolean retry(ProcessId id) {
        return moved(Wish.of("POST", one(id) + "/retry"));
    }

    private boolean moved(Wish wish) {
        try {
            return client.ask(wish).status() == 204;
        } catch (HubFaults.OtherStatusException e) {
            return false;
        }
    }

    // ── documents ──

    private static <T> T value(JsonNode node, Class<T> type) {
        try {
            return RestJson.read(node, type);
        } catch (IOException | RuntimeException e) {
            throw HubClient.strange(e);
        }
    }

    private static <T> List<T> list(JsonNode nodes, Class<T> type) {
        List<T> values = new ArrayList<>();
        nodes.forEach(node -> values.add(value(node, type)));
        return values;
    }

    private static <T> List<T> items(JsonNode document, Class<T> type) {
        return list(document.path(ITEMS), type);
    }

    private static <T> Page<T> page(JsonNode document, Class<T> type) {
        return new Page<>(
                items(document, type),
                document.has("next") ? document.path("next").asText() : null);
    }

    @Override
    public void close() {
        client.close();
    }
}
