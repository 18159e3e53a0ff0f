package io.enginehub.transport.http.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.transport.http.Tables;
import io.enginehub.transport.http.server.Route;
import io.enginehub.transport.http.server.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description says what the hub does, all of it and nothing else. */
final class ApiDescriptionTest {
    private static final String ROOT = "/api/v1";
    private static final String JSON = RestHub.JSON;
    private static final Map<String, String> WAIT = Map.of("Prefer", "wait=30");

    private static final Described API = Described.api();
    private static RestHub hub;
    private static Client client;

    @BeforeAll
    static void start() {
        hub = new RestHub();
        client = hub.client();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    // ── the routes and the file ──

    @Test
    void routesAndFileNameTheSameOperations() {
        Map<String, String> described = new TreeMap<>();
        API.operations().forEach(operation -> described.put(operation.name(), described(operation)));
        Map<String, String> routed = new TreeMap<>();
        Tables.of(hub.transport()).routes().stream()
                .filter(route -> route.path().startsWith(ROOT + "/"))
                .forEach(route ->
                        routed.put(route.method() + " " + route.path().substring(ROOT.length()), routed(route)));
        assertEquals(lines(routed), lines(described));
    }

    private static String described(Described.Operation operation) {
        Map<String, Set<String>> names = new TreeMap<>();
        for (String pointer : API.parameters(operation)) {
            JsonNode parameter = API.at(pointer);
            names.computeIfAbsent(parameter.path("in").asText(), in -> new TreeSet<>())
                    .add(parameter.path("name").asText());
        }
        JsonNode security = API.at(operation.pointer()).path("security");
        String scope = security.isEmpty() ? "PUBLIC" : security.at("/0/token/0").asText();
        JsonNode body = API.at(operation.pointer()).path("requestBody");
        Set<String> types = new TreeSet<>();
        body.path("content").fieldNames().forEachRemaining(types::add);
        String takes = body.isMissingNode()
                ? "nothing"
                : types.contains("*/*") ? "anything" : String.join(",", types) + body.path("required");
        return scope + " path" + names.getOrDefault("path", Set.of()) + " query" + names.getOrDefault("query", Set.of())
                + " takes " + takes;
    }

    private static String routed(Route route) {
        Set<String> variables = new TreeSet<>();
        for (String segment : route.path().split("/", -1)) {
            if (segment.startsWith("{")) {
                variables.add(segment.substring(1, segment.length() - 1));
            }
        }
        String takes = route.maxBody() == 0 ? "nothing" : route.takes() == null ? "anything" : route.takes() + "true";
        return route.scope() + " path" + variables + " query" + new TreeSet<>(route.parameters()) + " takes " + takes;
    }

    private static String lines(Map<String, String> operations) {
        return operations.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void itsScopesAreThoseOfClients() {
        for (Described.Operation operation : API.operations()) {
            JsonNode security = API.at(operation.pointer()).path("security");
            assertTrue(security.isArray() && security.size() <= 1, operation.name());
            security.forEach(alternative ->
                    assertTrue(Scope.valueOf(alternative.at("/token/0").asText()) != Scope.ROLE, operation.name()));
        }
    }

    @Test
    void itsExamplesAreWhatItsSchemasSay() {
        int checked = examples("");
        assertTrue(checked > 25, "only " + checked + " examples");
    }

    private static int examples(String pointer) {
        JsonNode node = API.at(pointer);
        int checked = 0;
        if (node.has("schema") && node.has("example")) {
            assertEquals("", API.faults(pointer + "/schema", node.path("example")), pointer);
            checked++;
        }
        if (node.has("schema") && node.has("examples")) {
            for (Map.Entry<String, JsonNode> example : node.path("examples").properties()) {
                String value = API.below(pointer, "examples", example.getKey()) + "/value";
                assertEquals("", API.faults(pointer + "/schema", API.at(value)), value);
                checked++;
            }
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            boolean data = Set.of("example", "examples", "default", "enum").contains(member.getKey());
            checked += data
                    ? 0
                    : examples(
                            pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            checked += examples(pointer + "/" + i);
        }
        return checked;
    }

    @Test
    void allThatItRefersToIsThere() {
        references(API.at(""), "");
    }

    private static void references(JsonNode node, String at) {
        if (node.has("$ref")) {
            String pointer = node.path("$ref").asText().substring(1);
            assertTrue(!API.at(pointer).isMissingNode(), at + " refers to " + pointer);
        }
        node.properties().forEach(member -> references(member.getValue(), at + "/" + member.getKey()));
        if (node.isArray()) {
            node.forEach(item -> references(item, at + "/…"));
        }
    }

    @Test
    void itIsServedAsItIs() {
        Client.Got served = client.get(ROOT + "/openapi.json");
        assertArrayEquals(ApiDescription.bytes(), served.body().getBytes(StandardCharsets.UTF_8));
    }

    // ── what is exchanged ──

    @Test
    void everyOperationAnswersAsDescribed() {
        deploys();
        submitsAndReads();
        fails();
        holds();
        looksAround();
        assertEquals(Set.of(), client.exchanges().unseen(), "described, and never seen");
    }

    private static Client.Got expect(int status, Client.Got got) {
        assertEquals(status, got.status(), got.body());
        return got;
    }

    private static Client.Got post(String path, String body, Map<String, String> headers) {
        return client.ask("POST", ROOT + path, JSON, body, headers);
    }

    private static void deploys() {
        expect(200, client.ask("PUT", ROOT + "/flows/words", JSON, RestHub.WORDS, Map.of("Prefer", "wait=30")));
        expect(200, client.ask("PUT", ROOT + "/flows/held", JSON, RestHub.HELD, Map.of()));
        String absent = RestHub.WORDS.replace("\"words\"", "\"absent\"").replace("text.count", "text.absent");
        expect(202, client.ask("PUT", ROOT + "/flows/absent", JSON, absent, Map.of("Prefer", "wait=0")));
        expect(200, client.get(ROOT + "/flows?all=true"));
        expect(200, client.get(ROOT + "/flows/absent"));
        expect(204, client.ask("DELETE", ROOT + "/flows/absent", null, null, Map.of()));
        expect(404, client.get(ROOT + "/flows/none"));
        String other = RestHub.WORDS.replace("\"words\"", "\"swap\"");
        expect(200, client.ask("PUT", ROOT + "/flows/swap", JSON, other, Map.of()));
        expect(404, client.ask("POST", ROOT + "/flows/swap/rollback", null, null, Map.of()));
        String failing = RestHub.FAILING.replace("\"failing\"", "\"swap\"");
        expect(200, client.ask("PUT", ROOT + "/flows/swap", JSON, failing, Map.of()));
        expect(200, client.ask("POST", ROOT + "/flows/swap/rollback", null, null, WAIT));
        // why again and again: what is held already may be live before the hub has looked at the clock
        await().until(() -> client.ask("POST", ROOT + "/flows/swap/rollback", null, null, Map.of("Prefer", "wait=0"))
                        .status()
                == 202);
        String broken = RestHub.WORDS.replace("\"#\"", "\"nobody\"");
        expect(422, client.ask("PUT", ROOT + "/flows/words", JSON, broken, Map.of()));
    }

    private static void submitsAndReads() {
        expect(
                201,
                post(
                        "/flows/words/processes?label=team%3Dwine&deadline=PT10M",
                        "\"a b\"", Map.of("Prefer", "wait=30", "Idempotency-Key", "k-1")));
        expect(409, post("/flows/words/processes", "\"a c\"", Map.of("Idempotency-Key", "k-1")));
        String batch = ROOT + "/flows/words/batch?label=team%3Dwine&deadline=PT10M";
        Map<String, String> key = Map.of("Idempotency-Key", "k-3");
        expect(201, client.ask("POST", batch, InputLines.TYPE, "\"a\"\n\"b\"\n", key));
        expect(409, client.ask("POST", batch, InputLines.TYPE, "\"a\"\n\"c\"\n", key));
        String documents = "{\"json\":\"a\"}\n{\"text\":\"b\",\"type\":\"text/plain\"}\n";
        expect(201, client.ask("POST", batch + "&documents=true", InputLines.TYPE, documents, Map.of()));
        String adHoc = "{\"flow\":" + RestHub.WORDS
                + ",\"input\":{\"json\":\"a b c\"},\"labels\":{\"team\":\"wine\"},\"deadline\":\"PT10M\"}";
        Client.Got done = expect(201, post("/adhoc", adHoc, Map.of("Prefer", "wait=30", "Idempotency-Key", "k-2")));
        String process = done.headers().get("Location");
        for (String part : new String[] {"", "/steps", "/logs?after=0", "/checks", "/explain", "/flow", "/input"}) {
            expect(200, client.get(process + part));
        }
        expect(200, client.get(process + "/output"));
        expect(200, client.ask("GET", process + "/result", null, null, WAIT));
        String cut = "{\"from\":\"#\",\"to\":\"text.split\",\"key\":\"cut\"}";
        expect(200, client.ask("POST", process + "/promote", JSON, cut, Map.of()));
        String none = "{\"from\":\"none\",\"to\":\"text.split\",\"key\":\"cut\"}";
        expect(409, client.ask("POST", process + "/promote", JSON, none, Map.of()));
        JsonNode first = expect(
                        200,
                        client.get(ROOT
                                + "/processes?limit=1&label=team%3Dwine&status=FINISHED&status=FAILED"
                                + "&since=2026-01-01T00:00:00Z&until=2999-01-01T00:00:00%2B01:00"))
                .json();
        expect(
                200,
                client.get(ROOT + "/processes?flow=words&after="
                        + first.path("next").asText()));
        expect(409, client.ask("DELETE", process, null, null, Map.of()));
        expect(404, client.get(ROOT + "/processes/019512a0-7c3e-7a41-9a53-4b1f0d2c6e58"));
    }

    private static void fails() {
        Client.Got failed = expect(201, post("/adhoc", "{\"flow\":" + RestHub.FAILING + "}", WAIT));
        assertEquals("FAILED", failed.json().at("/process/status").asText());
        String process = failed.headers().get("Location");
        expect(200, client.get(process + "/steps"));
        expect(409, client.get(process + "/output"));
        expect(204, client.ask("POST", process + "/retry", null, null, Map.of()));
    }

    private static void holds() {
        Client.Got held = expect(201, post("/flows/held/processes", "1", Map.of()));
        String process = held.headers().get("Location");
        expect(202, client.ask("GET", process + "/result", null, null, Map.of("Prefer", "wait=0")));
        await().until(() -> client.get(process + "/steps")
                .json()
                .at("/items/0/status")
                .asText()
                .equals("RUNNING"));
        expect(200, client.get(process + "/checks"));
        expect(200, client.get(process + "/explain"));
        expect(200, client.get(ROOT + "/agents"));
        expect(200, client.get(ROOT + "/dispatchers"));
        String waiting = "{\"flow\":" + RestHub.WORDS.replace("text.count", "text.absent") + "}";
        expect(201, post("/adhoc", waiting, Map.of()));
        expect(201, post("/adhoc", waiting, Map.of()));
        await().until(() -> client.get(ROOT + "/queue/summary")
                .json()
                .at("/lines/0/reason")
                .asText()
                .equals("NO_AGENT"));
        JsonNode queue = expect(200, client.get(ROOT + "/queue?limit=1")).json();
        expect(200, client.get(ROOT + "/queue?after=" + queue.path("next").asText()));
        expect(204, client.ask("DELETE", process, null, null, Map.of()));
        expect(200, client.get(process + "/logs"));
        watches(process + "/events", Map.of());
        watches(process + "/logs", Map.of("Accept", "text/event-stream"));
    }

    private static void watches(String path, Map<String, String> headers) {
        Client.Got all = expect(200, client.ask("GET", path, null, null, headers));
        int last = all.body().lastIndexOf("id: ") + 4;
        Map<String, String> again = new TreeMap<>(headers);
        again.put("Last-Event-ID", all.body().substring(last, all.body().indexOf('\n', last)));
        expect(204, client.ask("GET", path, null, null, again));
    }

    private static void looksAround() {
        expect(200, client.get(ROOT + "/algorithms?catalog=text"));
        expect(200, client.get(ROOT + "/health/live"));
        expect(200, client.get(ROOT + "/health/ready"));
        expect(200, client.get(ROOT + "/metrics"));
        expect(200, client.get(ROOT + "/openapi.json"));
    }
}
