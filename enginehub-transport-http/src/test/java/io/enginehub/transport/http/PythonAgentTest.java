package io.enginehub.transport.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Retry;
import io.enginehub.api.Step;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.spi.Member;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent in Python, without our library, beside hosts of ours. */
@Timeout(120)
final class PythonAgentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> MODEL =
            Map.of("columns", List.of("x"), "means", Map.of("low", List.of(0), "high", List.of(11)));

    @TempDir
    private Path folder = Path.of("");

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Host hub;

    @BeforeEach
    void startHosts() {
        hub = Host.start(EngineHub.named("hub").hub(options -> {}), List.of());
        opened.add(hub);
        opened.add(Host.start(EngineHub.named("d1").dispatcher(options -> {}), hubs()));
        Algorithm table = Algorithm.of(
                "table.of",
                double[].class,
                values -> Map.of("columns", List.of(Map.of("name", "x", "values", values))));
        opened.add(Host.start(EngineHub.named("java").algorithm(table), hubs()));
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private List<URI> hubs() {
        return List.of(hub.transport().address());
    }

    private PythonAgent python(String... options) {
        PythonAgent agent = PythonAgent.start(hub.transport().address(), options);
        opened.add(agent);
        return agent;
    }

    @Test
    void takesPartInAFlowBesideAnAgentInJava() {
        PythonAgent unused = python();
        ProcessFlow flow = flow(MODEL);
        List<ProcessId> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(submit(flow, new double[] {i, -i}));
        }
        for (int i = 0; i < 100; i++) {
            ProcessResult result = hub.engine().hub().await(ids.get(i), PATIENCE);
            assertArrayEquals(new String[] {i <= 5 ? "low" : "high", "low"}, result.output(String[].class));
            assertEquals("2 rows", result.logs().get(0).text());
        }
        hub.engine().hub().deploy(flow, PATIENCE);
        assertArrayEquals(
                new String[] {"high"},
                hub.engine().run("label", new double[] {8}).output(String[].class));
    }

    @Test
    void isKilledInTheMiddleAndTheFlowStillEnds() throws Exception {
        PythonAgent first = python("--pause", "1000");
        List<ProcessId> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(submit(flow(MODEL), new double[] {8}));
        }
        await().until(() -> get(first, "status").body().contains("\"attempt\": 1"));
        first.kill();
        PythonAgent unused = python();
        for (ProcessId id : ids) {
            ProcessResult result = hub.engine().hub().await(id, PATIENCE);
            assertArrayEquals(new String[] {"high"}, result.output(String[].class));
            assertEquals(
                    List.of(1, 1), result.steps().stream().map(Step::attempts).toList(), "a lost agent is no attempt");
        }
    }

    @Test
    void saysWhatIsAtFault() {
        PythonAgent unused = python("--pause", "0.5");
        assertEquals(
                Failure.Kind.INPUT,
                failure(flow(Map.of("columns", List.of("y"), "means", Map.of())))
                        .kind());
        Failure model = failure(flow(Map.of()));
        assertEquals(Failure.Kind.MODEL, model.kind());
        assertEquals("ValueError: a model has columns and means", model.message());
        assertEquals(
                Failure.Kind.TIMEOUT,
                failure(flow(MODEL, Duration.ofMillis(100))).kind());
    }

    @Test
    void leavesWhenItIsToldTo() throws Exception {
        PythonAgent agent = python();
        hub.engine().hub().await(submit(flow(MODEL), new double[] {1}), PATIENCE);
        agent.process().destroy();
        assertEquals(0, agent.process().waitFor());
        ProcessId waiting = submit(flow(MODEL), new double[] {1});
        await().until(() -> hub.engine().hub().explain(waiting).toString().contains("NO_AGENT"));
        PythonAgent unused = python();
        assertEquals(
                ProcessStatus.FINISHED,
                hub.engine().hub().await(waiting, PATIENCE).process().status());
    }

    @Test
    void answersAsAnAgentDoes() throws Exception {
        PythonAgent agent = python("--name", "p", "--capacity", "3");
        assertEquals(
                "{\"name\": \"classifier.centroid\"}", get(agent, "algorithm").body());
        assertEquals(
                "{\"algorithm\": \"classifier.centroid\", \"capacity\": 3, \"held\": [], \"overdue\": 0, \"models\": []}",
                get(agent, "status").body());
        assertEquals(404, get(agent, "handle").statusCode());
        assertEquals(404, get(agent, "../q/status").statusCode());
        HttpResponse<String> other =
                post(agent, "status", "EHM\1\0\0\0\2{}", UUID.randomUUID().toString());
        assertEquals(410, other.statusCode());
        assertTrue(other.body().contains("\"OTHER_BOOT\""), other.body());
        for (String message :
                List.of("", "x", "EHM\1", "EHM\1\0\0\0\2{", "EHM\1\0\0\0\2{}", "EHM\2\0\0\0\2{}", "EHM\1\0\0\0\2[]")) {
            HttpResponse<String> bad = post(agent, "handle", message, null);
            assertEquals(400, bad.statusCode(), message);
            assertEquals(
                    "application/problem+json",
                    bad.headers().firstValue("Content-Type").orElse(""));
        }
    }

    @Test
    void signsWhereThereIsASecret() throws Exception {
        String text = "a secret of the cluster, of 32 bytes and more";
        Path file = Files.writeString(folder.resolve("secret"), text + "\n");
        HttpTransport signing =
                HttpTransport.builder().secret(ClusterSecret.of(text)).build();
        Host all = Host.start(EngineHub.named("all").hub(o -> {}).dispatcher(o -> {}), signing, List.of());
        opened.add(all);
        URI address = signing.address();
        opened.add(PythonAgent.start(address, "--name", "stranger"));
        PythonAgent agent = PythonAgent.start(address, "--name", "friend", "--secret-file", file.toString());
        opened.add(agent);
        ProcessFlow flow = ProcessFlow.builder("label")
                .processor("label", "classifier.centroid", label -> label.model(MODEL))
                .build();
        ProcessResult result =
                all.engine().run(flow, Map.of("columns", List.of(Map.of("name", "x", "values", List.of(1, 20)))));
        assertArrayEquals(new String[] {"low", "high"}, result.output(String[].class));

        List<Member> seen = new ArrayList<>();
        all.registry().watch(seen::addAll).close();
        List<String> agents = seen.stream()
                .filter(member -> member.role() == Member.Role.AGENT)
                .map(member -> member.id().name())
                .toList();
        assertEquals(List.of("friend"), agents);
        assertEquals(401, get(agent, "status").statusCode());
        assertTrue(get(agent, "status").body().contains("NOT_SIGNED"));

        HttpRequest.Builder signed = signed(agent, text, System.currentTimeMillis());
        assertEquals(200, send(signed).statusCode());
        assertEquals(401, send(signed).statusCode(), "it has been here before");
        assertEquals(
                401,
                send(signed(agent, text, System.currentTimeMillis() - 61_000)).statusCode(),
                "it is old");
        assertEquals(
                401, send(signed(agent, text + "!", System.currentTimeMillis())).statusCode(), "another secret");
    }

    private static HttpRequest.Builder signed(PythonAgent agent, String secret, long time) {
        RoleSignature.Request request =
                new RoleSignature.Request("GET", call(agent, "status").getPath(), "", "", new byte[0]);
        Map<String, String> headers = new HmacSigner(ClusterSecret.of(secret), () -> time).sign(request);
        return HttpRequest.newBuilder(call(agent, "status"))
                .header(RoleSignature.HEADER, headers.get(RoleSignature.HEADER));
    }

    // ── flows ──

    private static ProcessFlow flow(Map<String, ?> model) {
        return flow(model, null);
    }

    private static ProcessFlow flow(Map<String, ?> model, @Nullable Duration timeout) {
        return ProcessFlow.builder("label")
                .processor("table", "table.of")
                .processor("label", "classifier.centroid", label -> {
                    label.input("table").model(model).retry(Retry.NONE);
                    if (timeout != null) {
                        label.timeout(timeout);
                    }
                })
                .output("label")
                .build();
    }

    private ProcessId submit(ProcessFlow flow, double[] values) {
        return hub.engine().hub().submitAdHoc(flow, Payload.of(values), SubmitOptions.none());
    }

    private Failure failure(ProcessFlow flow) {
        ProcessResult result = hub.engine().hub().await(submit(flow, new double[] {1}), PATIENCE);
        assertEquals(ProcessStatus.FAILED, result.process().status());
        return result.process().failure();
    }

    // ── requests ──

    private static HttpResponse<String> get(PythonAgent agent, String call) throws Exception {
        return send(HttpRequest.newBuilder(call(agent, call)));
    }

    private static HttpResponse<String> post(PythonAgent agent, String call, String message, @Nullable String boot)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(call(agent, call))
                .header("Content-Type", Paths.MESSAGE)
                .POST(HttpRequest.BodyPublishers.ofString(message, StandardCharsets.ISO_8859_1));
        return send(boot == null ? request : request.header(Paths.BOOT, boot));
    }

    private static URI call(PythonAgent agent, String call) {
        return URI.create(agent.address() + "/" + call);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
