package io.enginehub.transport.http.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.enginehub.transport.http.server.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** What can be wrong with a request, made from a route: each has one fault, and would be served without it. */
final class BadRequests {
    private static final String JSON = RestHub.JSON;
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get");
    /** A body in one chunk is sent up to this size only; the limit of messages between roles is far higher. */
    private static final int MOST_CHUNKED = 2 << 20;

    private final List<Route> routes;
    private final Route route;
    private final String host;
    private final String path;
    private final List<Request> requests = new ArrayList<>();

    /** Bytes that are sent as they are. */
    @SuppressWarnings("ArrayRecordComponent") // why: bytes are sent, and never compared
    record Request(String name, byte[] bytes) {}

    /**
     * The bad requests of a route.
     *
     * @param routes all routes
     * @param process the id of a process that is there
     */
    BadRequests(List<Route> routes, Route route, int port, String process) {
        this.routes = routes;
        this.route = route;
        this.host = "127.0.0.1:" + port;
        this.path = concrete(route.path(), Map.of("id", process, "key", "words", "name", "text.split"));
    }

    private static String concrete(String path, Map<String, String> values) {
        String concrete = path;
        for (Map.Entry<String, String> value : values.entrySet()) {
            concrete = concrete.replace("{" + value.getKey() + "}", value.getValue());
        }
        return concrete;
    }

    List<Request> all() {
        methods();
        paths();
        variables();
        queries();
        headers();
        framing();
        if (route.maxBody() > 0) {
            bodies();
        } else {
            add("a body where none is taken", head(path) + "Content-Length: 2\r\n\r\n{}");
            add(
                    "a chunked body where none is taken",
                    head(path) + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
        }
        return requests;
    }

    private void add(String name, String request) {
        requests.add(new Request(name, request.getBytes(ISO_8859_1)));
    }

    /** The request line and the host. */
    private String head(String target) {
        return head(route.method(), target);
    }

    private String head(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n";
    }

    /** The end of a request that would be served, but for messages between roles, which are none. */
    private String end() {
        if (route.maxBody() == 0) {
            return "\r\n";
        }
        String body = good();
        return "Content-Type: " + type() + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private String good() {
        if (route.path().endsWith("/adhoc")) {
            return "{\"flow\":" + RestHub.WORDS + ",\"input\":{\"json\":\"a b\"}}";
        }
        if (route.path().endsWith("/batch")) {
            return "\"a b\"\n\"c d\"\n";
        }
        return route.path().endsWith("/promote")
                ? "{\"from\":\"#\",\"to\":\"text.split\",\"key\":\"cut\"}"
                : route.method().equals("PUT") ? RestHub.WORDS : "\"a b\"";
    }

    private String type() {
        return route.takes() == null ? JSON : route.takes();
    }

    // ── methods and paths ──

    private void methods() {
        Set<String> known = new TreeSet<>();
        routes.stream()
                .filter(other -> sameForm(other.path(), route.path()))
                .forEach(other -> known.add(other.method()));
        if (known.contains("GET")) {
            known.add("HEAD");
        }
        METHODS.stream()
                .filter(method -> !known.contains(method))
                .forEach(method -> add("method " + method, head(method, path) + "Content-Length: 0\r\n\r\n"));
    }

    private static boolean sameForm(String one, String other) {
        return one.replaceAll("\\{[^}]*}", "{}").equals(other.replaceAll("\\{[^}]*}", "{}"));
    }

    private void paths() {
        int slash = path.lastIndexOf('/');
        String parent = path.substring(0, slash);
        String last = path.substring(slash + 1);
        Stream<String> targets = Stream.of(
                "/" + path,
                path + "/",
                path + "//",
                parent + "//" + last,
                path + "/.",
                path + "/..",
                path + "/x/..",
                "/x/.." + path,
                "/." + path,
                parent + "/./" + last,
                parent + "/x/../" + last,
                "/%2e" + path,
                "/x/%2e%2e" + path,
                "/x/.%2e" + path,
                "/..;" + path,
                "/;x" + path,
                path + ";x",
                path + ";x=y",
                path + ";",
                parent + ";x/" + last,
                parent + "%2f" + last,
                parent + "%2F" + last,
                parent + "%5c" + last,
                parent + "\\" + last,
                path + "%2f",
                path + "%00",
                path + "%00.json",
                path + "%0a",
                path + "%0d%0aX:1",
                path + "%7f",
                path + "%",
                path + "%zz",
                path + "%4",
                path + "%ff",
                path + "%c0%af",
                path + "%c0%ae",
                path + "%ed%a0%80",
                path + "%u002f",
                path + "%252f",
                path + "\u00ff",
                path + ".json/",
                path.replaceFirst("/[a-z]", "/%" + Integer.toHexString(path.charAt(1))),
                path.substring(0, 5).toUpperCase(Locale.ROOT) + path.substring(5),
                path.substring(1),
                "http://evil.example" + path,
                "*");
        targets.forEach(target -> add("path " + target, head(target) + end()));
        if (!route.path().endsWith("}")) {
            Stream.of(
                            parent + "/%20",
                            path + ".json",
                            path + "~",
                            path + "x",
                            parent + "/" + last.toUpperCase(Locale.ROOT))
                    .forEach(target -> add("path " + target, head(target) + end()));
        }
        add("a long path", head(path + "/" + "x".repeat(20_000)) + end());
        add("a deep path", head(path + "/x".repeat(3_000)) + end());
    }

    /** Ids that are none, keys that are none. */
    private void variables() {
        if (!route.path().contains("{")) {
            return;
        }
        List<String> values = List.of(
                "x",
                "%20",
                "-",
                "..",
                "019512a0",
                "019512a0-7c3e-7a41-9a53-4b1f0d2c6e5g",
                "019512a0-7c3e-7a41-9a53-4b1f0d2c6e588",
                "%EF%BC%90".repeat(8) + "-7c3e-7a41-9a53-4b1f0d2c6e58",
                "{id}",
                "*",
                "'%20or%201=1",
                "%3Cscript%3E",
                "a".repeat(5_000),
                "%F0%9F%8D%B7");
        for (String value : values) {
            String target = concrete(route.path(), Map.of("id", value, "key", value, "name", value));
            add("variable " + value, head(target) + end());
        }
    }

    // ── queries ──

    private void queries() {
        List<String> times = List.of("", "x", "10", "2026-03-01", "2026-03-01T10:00:00", "2026-02-30T10:00:00Z", "%00");
        Map<String, List<String>> bad = Map.of(
                "since", times,
                "until", times,
                "limit", List.of("0", "1001", "-1", "1e2", "x", "", "99999999999999999999", "1&limit=2", "%D9%A1"),
                "after", List.of("%00", "x&after=y", "x", "17_"),
                "status", List.of("x", "", "FINISHED,FAILED", "%C4%B0"),
                "label", List.of("", "x", "=x", "a=1&label=a=1", "%00=1", "a=%00"),
                "deadline", List.of("", "x", "10", "PT0S", "-PT1S", "P9999999999D", "PT1S&deadline=PT1S"),
                "flow", List.of("a&flow=a", "%00"),
                "catalog", List.of("a&catalog=a", "%00"),
                "all", List.of("", "yes", "TRUE", "true&all=true"));
        List<String> queries = new ArrayList<>(List.of(
                "x=1",
                "x",
                "=1",
                "%zz=1",
                "%",
                "%ff=1",
                "%c0%af",
                "LIMIT=1",
                "x=%00",
                "access_token=x",
                "_method=GET"));
        for (String parameter : route.parameters()) {
            queries.add(parameter + "=%zz");
            queries.add(parameter + "=%ff");
            queries.add(parameter + "=1%");
            bad.getOrDefault(parameter, List.of()).forEach(value -> queries.add(parameter + "=" + value));
        }
        if (route.parameters().contains("after") && route.path().endsWith("/logs")) {
            queries.addAll(List.of("after=-1", "after=x", "after=99999999999999999999", "after="));
        }
        queries.forEach(query -> add("query " + query, head(path + "?" + query) + end()));
        add("a long query", head(path + "?x=" + "y".repeat(20_000)) + end());
    }

    // ── headers ──

    private void headers() {
        add("a large header", head(path) + "X: " + "y".repeat(20_000) + "\r\n" + end());
        add("many headers", head(path) + "X: y\r\n".repeat(4_000) + end());
        add("no host", route.method() + " " + path + " HTTP/1.1\r\n" + end());
        add("two hosts", head(path) + "Host: evil.example\r\n" + end());
        for (String other :
                List.of("evil.example", "evil.example:80", "127.0.0.1.evil.example", "a b", "", "[::1", ":80")) {
            add("host " + other, route.method() + " " + path + " HTTP/1.1\r\nHost: " + other + "\r\n" + end());
        }
        for (String origin : List.of("http://evil.example", "null", "https://" + host, "http://127.0.0.1", "")) {
            add("origin " + origin, head(path) + "Origin: " + origin + "\r\n" + end());
        }
        if (takes("Prefer")) {
            for (String prefer :
                    List.of("wait=x", "wait=-1", "wait=", "wait", "wait=1.5", "wait=99999999999999999999")) {
                add("Prefer: " + prefer, head(path) + "Prefer: " + prefer + "\r\n" + end());
            }
        }
        if (takes("Idempotency-Key")) {
            for (String key : List.of("", "k".repeat(201), "a\r\nIdempotency-Key: b")) {
                add("Idempotency-Key: " + key, head(path) + "Idempotency-Key: " + key + "\r\n" + end());
            }
        }
    }

    /** Whether the description names a header for this route. */
    private boolean takes(String header) {
        Described api = Described.api();
        return api.operations().stream()
                .filter(operation -> operation.method().equals(route.method()))
                .filter(operation -> route.path().equals(HubRoutes.ROOT + operation.path()))
                .flatMap(operation -> api.parameters(operation).stream())
                .anyMatch(parameter -> api.at(parameter).path("name").asText().equals(header));
    }

    /** Where a request ends: what two servers in a row could read differently. */
    private void framing() {
        for (String framing : List.of(
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "Content-Length: 2, 3\r\n\r\n{}",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: +2\r\n\r\n{}",
                "Content-Length: x\r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n",
                "Content-Length : 2\r\n\r\n{}",
                "Transfer-Encoding: gzip\r\n\r\n",
                "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "X: y\r\n folded\r\n\r\n",
                "X Y: z\r\n\r\n",
                ": z\r\n\r\n",
                "X\r\n\r\n",
                "X: a\u0000b\r\n\r\n")) {
            add("framing " + framing, head(path) + "Content-Type: " + type() + "\r\n" + framing);
        }
        if (route.maxBody() > 0) {
            for (String chunk : List.of("x\r\n", "-1\r\n", "ffffffffffffffff\r\n", "2\r\n{}x\r\n0\r\n\r\n")) {
                String type = "Content-Type: " + type() + "\r\n";
                add("chunk " + chunk, head(path) + type + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
            }
        }
    }

    // ── bodies ──

    private void bodies() {
        boolean messages = !type().equals(JSON);
        List<String> bodies = new ArrayList<>(List.of(
                "{\"a\":",
                "{\"a\":1}}",
                "{a:1}",
                "nul",
                "[".repeat(1_000) + "]".repeat(1_000),
                "[".repeat(100_000) + "]".repeat(100_000),
                "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000),
                "[".repeat(100_000),
                "{\"a\":" + "1".repeat(5_000) + "x}",
                "\"\u00ff\"",
                "\"\u00c0\u00af\"",
                "\"\u00ed\u00a0\u0080\"",
                "\u00ef\u00bb\u00bf{}",
                "\u00fe\u00ff\u0000{\u0000}",
                "{\u0000}",
                "\"\\ud8\"",
                " "));
        if (InputLines.TYPE.equals(route.takes())) {
            bodies.addAll(List.of("", " \r\n\n", "1\n{\n", "{\n}\n", "1\r2"));
        } else if (route.takes() != null) {
            bodies.addAll(List.of("", "null", "1", "\"x\"", "[]", "{}", "{\"a\":1}"));
            documents(bodies);
        }
        bodies.forEach(body -> body(route, "body " + name(body), "Content-Type: " + type() + "\r\n", body));
        String type = "Content-Type: " + type() + "\r\n";
        byte[] zipped = zipped("{}");
        body(route, "gzip", type + "Content-Encoding: gzip\r\n", new String(zipped, ISO_8859_1));
        body(route, "an encoding that nobody knows", type + "Content-Encoding: x\r\n", "{}");
        if (route.takes() != null) {
            for (String other : List.of("text/plain", "application/jsonx", "application", "*/*", "application/json5")) {
                body(route, "type " + other, "Content-Type: " + other + "\r\n", "{}");
            }
            body(route, "no type", "", "{}");
        } else {
            body(route, "a long type", "Content-Type: text/" + "x".repeat(300) + "\r\n", "{}");
            body(route, "a type that is no ASCII", "Content-Type: text/\u00ff\r\n", "{}");
        }
        body(route, "another charset", "Content-Type: " + type() + ";charset=utf-16\r\n", "\u00fe\u00ff\u0000{\u0000}");
        add("too long", head(path) + type + "Content-Length: " + (route.maxBody() + 1L) + "\r\n\r\n");
        if (route.maxBody() < MOST_CHUNKED && !messages) {
            String chunk = Integer.toHexString(route.maxBody() + 1) + "\r\n" + " ".repeat(route.maxBody() + 1);
            add("too long, in chunks", head(path) + type + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
        }
    }

    /** Faults of the documents of some routes. */
    private void documents(List<String> bodies) {
        String flow = RestHub.WORDS;
        if (route.path().endsWith("/adhoc")) {
            for (String rest : List.of(
                    "\"x\":1",
                    "\"input\":1",
                    "\"input\":{}",
                    "\"input\":{\"json\":1,\"text\":\"x\"}",
                    "\"input\":{\"text\":1,\"type\":\"text/csv\"}",
                    "\"input\":{\"text\":\"x\"}",
                    "\"input\":{\"text\":\"x\",\"type\":\"\\n\"}",
                    "\"input\":{\"base64\":\"*\",\"type\":\"a/b\"}",
                    "\"input\":{\"json\":1,\"json\":2}",
                    "\"labels\":[]",
                    "\"labels\":{\"a\":1}",
                    "\"labels\":{\"a\":{}}",
                    "\"labels\":{\"a\":null}",
                    "\"labels\":{\"\":\"x\"}",
                    "\"labels\":{\"a\":\"1\",\"a\":\"2\"}",
                    "\"labels\":" + "{\"a\":".repeat(100) + "1" + "}".repeat(100),
                    "\"deadline\":1",
                    "\"deadline\":\"x\"",
                    "\"deadline\":\"PT0S\"",
                    "\"deadline\":null",
                    "\"flow\":" + flow)) {
                bodies.add("{\"flow\":" + flow + "," + rest + "}");
            }
            String labels =
                    IntStream.range(0, 65).mapToObj(i -> "\"l" + i + "\":\"\"").collect(Collectors.joining(","));
            bodies.add("{\"flow\":" + flow + ",\"labels\":{" + labels + "}}");
            bodies.add("{\"flow\":null}");
            bodies.add("{\"flow\":\"words\"}");
        }
        if (route.path().endsWith("/promote")) {
            bodies.addAll(List.of(
                    "{\"from\":1,\"to\":\"text.split\",\"key\":\"a\"}",
                    "{\"from\":\"#\",\"to\":\"text.split\"}",
                    "{\"from\":\"#\",\"to\":\"text.split\",\"key\":\"a b\"}",
                    "{\"from\":\"#\",\"to\":\"text.split\",\"key\":\"a\",\"x\":1}",
                    "{\"from\":\"#\",\"from\":\"#\",\"to\":\"text.split\",\"key\":\"a\"}",
                    "{\"from\":\"none\",\"to\":\"text.split\",\"key\":\"a\"}"));
        }
        if (route.method().equals("PUT")) {
            String deep = "[".repeat(66) + "]".repeat(66);
            bodies.addAll(List.of(
                    flow.replace("\"key\":\"words\"", "\"key\":\"other\""),
                    flow.replace("\"key\":\"words\"", "\"key\":\"words\u00ff\""),
                    flow.replace("\"key\":\"words\"", "\"key\":\"words\",\"x\":1"),
                    flow.replace("\"key\":\"words\"", "\"key\":\"words\",\"key\":\"words\""),
                    flow.replace("\"key\":\"words\"", "\"key\":\"words\",\"output\":" + deep),
                    "\u00ef\u00bb\u00bf" + flow,
                    flow + flow));
        }
    }

    private void body(Route to, String name, String headers, String body) {
        add(name, head(to.method(), path) + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static String name(String body) {
        return body.length() > 60 ? body.substring(0, 60) + "… of " + body.length() : body;
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    // ── no HTTP ──

    static List<Request> noHttp(int port) {
        String host = "Host: 127.0.0.1:" + port + "\r\n\r\n";
        return Stream.of(
                        "GET /api/v1/health/live\r\n\r\n",
                        "GET /api/v1/health/live HTTP/9.9\r\n" + host,
                        "GET /api/v1/health/live HTTP/2.0\r\n" + host,
                        "GET /api/v1/health/live HTTP\r\n" + host,
                        "GET /api/v1/health/live XTTP/1.1\r\n" + host,
                        "GET\r\n" + host,
                        "\u0016\u0003\u0001\u0000\u00a5\u0001\r\n\r\n",
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                        "CONNECT evil.example:443 HTTP/1.1\r\n" + host,
                        "GET http://[::1 HTTP/1.1\r\n" + host,
                        "X".repeat(20_000) + "\r\n\r\n",
                        "{\"a\":1}\r\n\r\n",
                        "G\u0000T / HTTP/1.1\r\n" + host)
                .map(request -> new Request("no HTTP: " + name(request), request.getBytes(ISO_8859_1)))
                .toList();
    }
}
