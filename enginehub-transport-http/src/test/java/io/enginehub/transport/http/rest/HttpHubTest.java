package io.enginehub.transport.http.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.EngineHubException;
import io.enginehub.api.FlowVersion;
import io.enginehub.api.Hub;
import io.enginehub.api.InvalidFlowException;
import io.enginehub.api.KeyConflictException;
import io.enginehub.api.NotPromotableException;
import io.enginehub.api.NotWarmException;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.StillRunningException;
import io.enginehub.api.StoreException;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.UnknownFlowException;
import io.enginehub.api.UnknownProcessException;
import io.enginehub.api.spi.Registry;
import io.enginehub.transport.http.HttpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A hub by REST says and does what the hub itself says and does. */
final class HttpHubTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ProcessId NOBODY = new ProcessId(new UUID(1, 1));
    private static final CountDownLatch GATE = new CountDownLatch(1);
    private static HttpTransport transport;
    private static Registry registry;
    private static EngineHub engine;
    private static Hub near;
    private static HttpHub far;

    @BeforeAll
    static void start() {
        transport = HttpTransport.local();
        registry = transport.members(List.of());
        engine = EngineHub.named("all")
                .hub(hub -> hub.maxPending(50))
                .dispatcher(dispatcher -> {})
                .algorithm(Algorithm.of("text.split", String.class, text -> text.split(" ")))
                .algorithm(Algorithm.of("fails", String.class, HttpHubTest::fails))
                .algorithm(Algorithm.of("waits", String.class, HttpHubTest::waits))
                .transport(transport)
                .registry(registry)
                .start();
        near = engine.hub();
        far = HttpHub.at(List.of(transport.address()));
    }

    @AfterAll
    static void stop() {
        GATE.countDown();
        far.close();
        engine.close();
        registry.close();
        transport.close();
    }

    private static String fails(String text) {
        throw new IllegalStateException("no luck with " + text);
    }

    private static String waits(String text) throws InterruptedException {
        assertTrue(GATE.await(SOON.toSeconds(), TimeUnit.SECONDS));
        return text;
    }

    private static ProcessFlow one(String algorithm) {
        return ProcessFlow.chain("one", algorithm);
    }

    private static ProcessId run(String algorithm) {
        ProcessId id = far.submitAdHoc(one(algorithm), Payload.of("to be"), SubmitOptions.none());
        far.await(id, SOON);
        return id;
    }

    @Test
    void readsWhatTheHubReads() {
        for (ProcessId id : List.of(run("text.split"), run("fails"))) {
            assertEquals(near.find(id), far.find(id));
            assertEquals(near.steps(id), far.steps(id));
            assertEquals(near.logs(id, 0), far.logs(id, 0));
            assertEquals(near.checks(id), far.checks(id));
            assertEquals(near.explain(id), far.explain(id));
            assertEquals(near.flow(id).toJson(), far.flow(id).toJson());
            assertEquals(near.input(id), far.input(id));
            ProcessResult here = near.await(id, SOON);
            ProcessResult there = far.await(id, SOON);
            assertEquals(here.process(), there.process());
            assertEquals(here.steps(), there.steps());
            assertEquals(here.logs(), there.logs());
        }
        // why await: the work of other tests goes on in the agents meanwhile
        await().untilAsserted(() -> assertEquals(near.queue(), far.queue()));
        await().untilAsserted(() -> assertEquals(near.agents(), far.agents()));
        await().untilAsserted(() -> assertEquals(near.dispatchers(), far.dispatchers()));
        await().untilAsserted(() -> assertEquals(near.deployments(), far.deployments()));
    }

    @Test
    void submitsManyAtOnce() {
        near.deploy(one("text.split"), SOON);
        List<Payload> inputs = List.of(
                Payload.ofJson("\n\"to be\"\n"),
                Payload.ofText("text/plain", "or\nnot"),
                Payload.ofBytes("text/x-any", "to be".getBytes(UTF_8)));
        SubmitOptions once = new SubmitOptions("many", Map.of("team", "a=b&c"), SOON);
        List<ProcessId> ids = far.submitAll("one", inputs, once);
        for (int i = 0; i < inputs.size(); i++) {
            assertEquals(inputs.get(i).contentType(), near.input(ids.get(i)).contentType());
            assertArrayEquals(inputs.get(i).toBytes(), near.input(ids.get(i)).toBytes());
            assertEquals(once.labels(), near.find(ids.get(i)).orElseThrow().labels());
            assertEquals(
                    ProcessStatus.FINISHED,
                    far.await(ids.get(i), SOON).process().status());
        }
        assertEquals(ids, far.submitAll("one", inputs, once));
        assertEquals(ids, near.submitAll("one", inputs, once));
        assertEquals(List.of(), far.submitAll("one", List.of(), once));
        same(() -> near.submitAll("none", inputs, once), () -> far.submitAll("none", inputs, once));
        same(
                () -> near.submitAll("one", inputs.subList(0, 2), once),
                () -> far.submitAll("one", inputs.subList(0, 2), once));
        Payload broken = Payload.ofBytes(Payload.JSON, "{\n".getBytes(UTF_8));
        same(
                () -> near.submitAll("one", List.of(Payload.NULL, broken, broken), SubmitOptions.none()),
                () -> far.submitAll("one", List.of(Payload.NULL, broken, broken), SubmitOptions.none()));
        near.deploy(one("waits"), SOON);
        SubmitOptions brief = new SubmitOptions(null, Map.of(), Duration.ofMillis(10));
        far.submitAll("one", List.of(Payload.of("a"), Payload.of("b")), brief)
                .forEach(id -> assertEquals(
                        ProcessStatus.TIMED_OUT, far.await(id, SOON).process().status()));
    }

    @Test
    void listsPageByPage() {
        SubmitOptions labelled = new SubmitOptions(null, Map.of("team", "a=b&c"), null);
        for (int i = 0; i < 3; i++) {
            far.await(far.submitAdHoc(one("text.split"), Payload.of("x"), labelled), SOON);
        }
        ProcessQuery query = ProcessQuery.all()
                .flow("one")
                .statuses(Set.of(ProcessStatus.FINISHED))
                .labels(labelled.labels())
                .limit(2);
        assertEquals(near.list(query), far.list(query));
        String next = far.list(query).next();
        ProcessQuery rest = query.after(next);
        assertEquals(1, far.list(rest).items().size());
        assertEquals(near.list(rest), far.list(rest));
    }

    @Test
    void listsByTime() {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ProcessId id = far.submitAdHoc(one("text.split"), Payload.of("x"), SubmitOptions.none());
            times.add(far.await(id, SOON).process().times().submitted());
        }
        ProcessQuery query = ProcessQuery.all().limit(1);
        for (ProcessQuery narrowed : List.of(
                query.since(times.get(1)),
                query.until(times.get(1)),
                query.since(times.get(0)).until(times.get(2)))) {
            Page<ProcessInstance> page = far.list(narrowed);
            assertEquals(near.list(narrowed), page);
            assertTrue(page.items().size() == 1, page::toString);
            ProcessQuery rest = narrowed.after(page.next());
            assertEquals(near.list(rest), far.list(rest));
        }
        Instant last = times.get(2);
        assertEquals(last, far.list(query.since(last)).items().get(0).times().submitted());
        assertTrue(
                far.list(query.until(last)).items().get(0).times().submitted().isBefore(last));
    }

    @Test
    void carriesPayloadsAsTheyAre() throws Exception {
        byte[] bytes = {0, -1, 127, -128};
        List<Payload> payloads = List.of(
                Payload.ofJson("{\"a\":1.00000000000000000001, \"b\":[1e400]}"),
                Payload.ofText("text/csv", "x,ü\n1,2\n"),
                Payload.ofBytes("application/octet-stream", bytes),
                Payload.NULL);
        for (Payload payload : payloads) {
            ProcessId id = far.submitAdHoc(one("waits"), payload, SubmitOptions.none());
            assertEquals(payload, near.input(id));
            assertArrayEquals(payload.toBytes(), far.input(id).toBytes());
            boolean unused = far.cancel(id); // why: one whose input does not fit has ended by itself
        }
        ProcessId id = run("text.split");
        assertEquals(
                near.await(id, SOON).output(),
                far.result(id).toCompletableFuture().get(30, TimeUnit.SECONDS).output());
    }

    @Test
    void deploysSubmitsAndUndeploys() {
        ProcessFlow flow = ProcessFlow.chain("served", "text.split");
        assertEquals(new FlowVersion("served", 1), far.deploy(flow, SOON));
        SubmitOptions options = new SubmitOptions("key-1", Map.of(), Duration.ofHours(1));
        ProcessId id = far.submit("served", Payload.of("a b"), options);
        assertEquals(id, far.submit("served", Payload.of("a b"), options));
        assertEquals(2, far.await(id, SOON).output(String[].class).length);
        assertThrows(KeyConflictException.class, () -> far.submit("served", Payload.of("other"), options));
        assertEquals(near.deployments(), far.deployments());
        far.deploy(ProcessFlow.chain("served", "text.split", "waits"), SOON);
        assertEquals(new FlowVersion("served", 3), far.rollback("served", SOON));
        far.undeploy("served");
        assertThrows(UnknownFlowException.class, () -> far.submit("served", Payload.of("a"), SubmitOptions.none()));
    }

    @Test
    void runsToTheEnd() {
        ProcessResult adHoc = far.runAdHoc(one("text.split"), Payload.of("a b"), SubmitOptions.none(), SOON);
        assertEquals(near.await(adHoc.process().id(), SOON).process(), adHoc.process());
        assertEquals(near.steps(adHoc.process().id()), adHoc.steps());
        assertEquals(2, adHoc.output(String[].class).length);
        near.deploy(ProcessFlow.chain("ran", "text.split"), SOON);
        SubmitOptions once = new SubmitOptions("ran-1", Map.of("team", "a"), null);
        ProcessResult deployed = far.run("ran", Payload.of("a b"), once, SOON);
        assertEquals(Map.of("team", "a"), deployed.process().labels());
        assertEquals(
                deployed.process(),
                far.run("ran", Payload.of("a b"), once, SOON).process());
        assertEquals(2, deployed.output(String[].class).length);
    }

    @Test
    void namesTheProcessThatGoesOnWhenNobodyWaitsAnyMore() {
        StillRunningException goesOn = assertThrows(
                StillRunningException.class,
                () -> far.runAdHoc(one("waits"), Payload.of("x"), SubmitOptions.none(), Duration.ofMillis(1)));
        assertFalse(near.find(goesOn.process()).orElseThrow().status().isTerminal());
        assertTrue(near.cancel(goesOn.process()));
    }

    @Test
    void movesProcesses() {
        ProcessId id = far.submitAdHoc(one("waits"), Payload.of("x"), SubmitOptions.none());
        assertThrows(StillRunningException.class, () -> far.await(id, Duration.ofMillis(1)));
        assertTrue(far.cancel(id));
        assertFalse(far.cancel(id));
        assertTrue(far.retry(id));
        assertTrue(far.cancel(id));
    }

    @Test
    void throwsWhatTheHubThrows() {
        ProcessId id = run("text.split");
        same(() -> near.find(NOBODY).orElseThrow(), () -> far.find(NOBODY).orElseThrow());
        same(() -> near.steps(NOBODY), () -> far.steps(NOBODY));
        same(() -> near.cancel(NOBODY), () -> far.cancel(NOBODY));
        same(() -> near.undeploy("none"), () -> far.undeploy("none"));
        same(() -> near.rollback("none", SOON), () -> far.rollback("none", SOON));
        same(() -> near.promote(id, "#", "none", "bad key"), () -> far.promote(id, "#", "none", "bad key"));
        ProcessFlow missing = ProcessFlow.chain("missing", "nobody.has.it");
        assertThrows(NotWarmException.class, () -> far.deploy(missing, Duration.ofMillis(1)));
        assertThrows(UnknownProcessException.class, () -> far.await(NOBODY, SOON));
        assertThrows(NotPromotableException.class, () -> far.promote(run("fails"), "#", "fails", "x"));
    }

    private static void same(Executable here, Executable there) {
        Exception expected = assertThrows(Exception.class, here);
        Exception got = assertThrows(Exception.class, there);
        assertEquals(expected.getClass(), got.getClass());
        assertEquals(expected.getMessage(), got.getMessage());
    }

    @Test
    void goesToTheNextHubWhenOneDoesNotAnswer() throws IOException {
        URI dead;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (HttpHub hub = HttpHub.at(List.of(dead, transport.address()))) {
            await().untilAsserted(() -> assertEquals(near.agents(), hub.agents()));
        }
        try (HttpHub hub = HttpHub.at(List.of(dead))) {
            EngineHubException silent = assertThrows(StoreException.class, hub::agents);
            assertTrue(silent.getMessage().contains(dead + " does not answer"), silent.getMessage());
        }
    }

    @Test
    void tellsAllFaultsOfAFlow() {
        // why by hand: a flow that is invalid cannot be made here
        InvalidFlowException invalid = assertThrows(
                InvalidFlowException.class,
                () -> ProcessFlow.parse("{\"format\":1,\"key\":\"bad key\",\"processors\":{},\"output\":\"d\"}"));
        RuntimeException told = HubFaults.of(
                422,
                new Client(transport.address())
                        .ask(
                                "PUT",
                                "/api/v1/flows/bad",
                                "application/json",
                                "{\"format\":1,\"key\":\"bad key\",\"processors\":{},\"output\":\"d\"}",
                                Map.of())
                        .json(),
                Duration.ZERO);
        assertEquals(invalid.getMessage(), told.getMessage());
    }
}
