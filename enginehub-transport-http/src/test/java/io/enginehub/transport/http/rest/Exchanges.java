package io.enginehub.transport.http.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds each exchange against the description: an answer is one that the operation names, and a request that was served is
 * one that it names too. Notes what of the description was seen.
 */
final class Exchanges {
    private static final String ROOT = "/api/v1";
    /** What every answer may have. */
    private static final Set<String> GENERAL_HEADERS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        GENERAL_HEADERS.addAll(List.of(
                "Date",
                "Content-Type",
                "Content-Length",
                "X-Content-Type-Options",
                "Content-Security-Policy",
                "Referrer-Policy",
                "Cache-Control",
                "Connection",
                "Transfer-Encoding",
                "Vary",
                "X-Accel-Buffering"));
    }

    private final Described api = Described.api();
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    /** One request with its answer. */
    record Exchange(
            String method,
            String path,
            @Nullable String type,
            @Nullable String body,
            Map<String, String> headers,
            Client.Got got) {}

    void check(Exchange exchange) {
        if (!exchange.path().startsWith(ROOT + "/")) {
            return;
        }
        String path = exchange.path().substring(ROOT.length()).split("\\?", 2)[0];
        Optional<Described.Operation> operation = operation(exchange.method(), path);
        if (operation.isEmpty()) {
            problem(exchange, Set.of("NO_SUCH_PATH", "NO_SUCH_METHOD", "BAD_REQUEST"));
            return;
        }
        answer(operation.get(), exchange);
        if (exchange.got().status() < 300) {
            request(operation.get(), exchange);
        }
    }

    private void problem(Exchange exchange, Set<String> codes) {
        Client.Got got = exchange.got();
        assertEquals("application/problem+json", got.type(), told(exchange));
        assertEquals("", api.faults("/components/schemas/Problem", got.json()), told(exchange));
        assertTrue(codes.contains(got.json().path("code").asText()), told(exchange));
    }

    private Optional<Described.Operation> operation(String method, String path) {
        String[] given = path.split("/", -1);
        return api.operations().stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> matches(operation.path().split("/", -1), given))
                .findFirst();
    }

    private static boolean matches(String[] template, String[] given) {
        boolean same = template.length == given.length;
        for (int i = 0; same && i < template.length; i++) {
            same = template[i].startsWith("{") ? !given[i].isEmpty() : template[i].equals(given[i]);
        }
        return same;
    }

    // ── the answer ──

    private void answer(Described.Operation operation, Exchange exchange) {
        Client.Got got = exchange.got();
        String status = Integer.toString(got.status());
        boolean named = api.at(operation.pointer()).path("responses").has(status);
        assertTrue(named || got.status() >= 400, "undescribed status: " + told(exchange));
        String response = api.below(operation.pointer(), "responses", named ? status : "default");
        seen.add(operation.name() + " " + status);
        answerHeaders(response, exchange);
        if (!api.at(response).has("content")) {
            assertEquals("", got.body(), told(exchange));
            return;
        }
        String schema = schema(response, got.type())
                .orElseThrow(() -> new AssertionError("undescribed content type: " + told(exchange)));
        if (got.type().startsWith("application/json") || got.type().startsWith("application/problem+json")) {
            assertEquals("", api.faults(schema, got.json()), told(exchange));
        }
        if (got.type().startsWith("text/event-stream")) {
            events(exchange);
        }
        if (got.status() >= 400) {
            assertEquals(got.status(), got.json().path("status").asInt(), told(exchange));
        }
    }

    /** Each event has the document of the operation that shows the same. */
    private void events(Exchange exchange) {
        Map<String, String> schemas =
                Map.of("status", "Process", "step", "Step", "log", "LogLine", "problem", "Problem");
        for (String event : exchange.got().body().split("\n\n", 0)) {
            if (!event.equals(":")) {
                String[] lines = event.split("\n", 3);
                String schema = "/components/schemas/" + schemas.get(lines[1].substring("event: ".length()));
                assertTrue(lines[0].matches("id: [0-9]+(-[0-9a-f]+)?"), event);
                assertEquals("", api.faults(schema, json(lines[2].substring("data: ".length()))), event);
            }
        }
    }

    private static JsonNode json(String text) {
        try {
            return RestJson.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private void answerHeaders(String response, Exchange exchange) {
        JsonNode described = api.at(response).path("headers");
        exchange.got().headers().forEach((name, value) -> {
            if (!GENERAL_HEADERS.contains(name)) {
                assertTrue(described.has(name), "undescribed header " + name + ": " + told(exchange));
                String schema = api.below(response, "headers", name, "schema");
                assertEquals("", api.faults(schema, api.value(schema, List.of(value))), name + ": " + told(exchange));
            }
        });
        described.fieldNames().forEachRemaining(name -> {
            boolean required = api.at(api.below(response, "headers", name))
                    .path("required")
                    .asBoolean();
            assertTrue(
                    !required || exchange.got().headers().containsKey(name),
                    "no header " + name + ": " + told(exchange));
        });
    }

    /** Where the schema of a content type stands, among the contents of a response or a request body. */
    private Optional<String> schema(String parent, String type) {
        String bare = type.split(";", 2)[0].strip();
        return List.of(bare, "*/*").stream()
                .filter(each -> api.at(parent).path("content").has(each))
                .map(each -> parent + "/content/" + each.replace("/", "~1") + "/schema")
                .findFirst();
    }

    // ── the request ──

    private void request(Described.Operation operation, Exchange exchange) {
        Map<String, List<String>> given = query(exchange.path());
        String[] template = operation.path().split("/", -1);
        String[] path =
                exchange.path().substring(ROOT.length()).split("\\?", 2)[0].split("/", -1);
        for (int i = 0; i < template.length; i++) {
            if (template[i].startsWith("{")) {
                given.put("path " + template[i].substring(1, template[i].length() - 1), List.of(decoded(path[i])));
            }
        }
        exchange.headers().forEach((name, value) -> given.put("header " + name, List.of(value)));
        given.remove("header Host");
        for (String parameter : api.parameters(operation)) {
            String name = api.at(parameter).path("in").asText() + " "
                    + api.at(parameter).path("name").asText();
            List<String> texts = given.remove(name);
            if (texts != null) {
                String schema = api.below(parameter, "schema");
                assertEquals("", api.faults(schema, api.value(schema, texts)), name + ": " + told(exchange));
                seen.add(operation.name() + " " + name);
            }
        }
        assertEquals(Map.of(), given, "undescribed parameters: " + told(exchange));
        requestBody(operation, exchange);
    }

    private void requestBody(Described.Operation operation, Exchange exchange) {
        String body = exchange.body();
        JsonNode described = api.at(operation.pointer()).path("requestBody");
        if (body == null || body.isEmpty()) {
            assertTrue(!described.path("required").asBoolean(), "without a body: " + told(exchange));
            return;
        }
        String type = exchange.type() == null ? "application/json" : exchange.type();
        String schema = schema(operation.pointer() + "/requestBody", type)
                .orElseThrow(() -> new AssertionError("undescribed body: " + told(exchange)));
        if (type.startsWith("application/json")) {
            try {
                assertEquals(
                        "",
                        api.faults(schema, RestJson.parse(body.getBytes(StandardCharsets.UTF_8))),
                        "request body of " + told(exchange));
            } catch (IOException e) {
                throw new AssertionError("served, and no JSON: " + told(exchange), e);
            }
        }
    }

    private static Map<String, List<String>> query(String path) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        int start = path.indexOf('?');
        for (String pair : start < 0 ? new String[0] : path.substring(start + 1).split("&")) {
            String[] parts = pair.split("=", 2);
            query.computeIfAbsent("query " + decoded(parts[0]), name -> new ArrayList<>())
                    .add(decoded(parts[1]));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String told(Exchange exchange) {
        Client.Got got = exchange.got();
        return exchange.method() + " " + exchange.path() + " → " + got.status() + " " + got.type() + " " + got.body();
    }

    // ── what was seen ──

    /** Every operation with each success that it names and each parameter that it takes, as far as none was seen. */
    Set<String> unseen() {
        Set<String> unseen = new TreeSet<>();
        for (Described.Operation operation : api.operations()) {
            api.at(operation.pointer()).path("responses").fieldNames().forEachRemaining(status -> {
                if (status.startsWith("2")) {
                    unseen.add(operation.name() + " " + status);
                }
            });
            api.parameters(operation)
                    .forEach(parameter -> unseen.add(operation.name() + " "
                            + api.at(parameter).path("in").asText() + " "
                            + api.at(parameter).path("name").asText()));
        }
        unseen.removeAll(seen);
        return unseen;
    }
}
