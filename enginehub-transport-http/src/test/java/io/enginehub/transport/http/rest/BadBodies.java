package io.enginehub.transport.http.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.enginehub.transport.http.server.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Bodies that a route does not take. */
final class BadBodies {
    /** A body in one chunk is sent up to this size only; the limit of messages between roles is far higher. */
    private static final int MOST_CHUNKED = 2 << 20;

    private final AskedRoute asked;
    private final Route route;
    private final String path;

    BadBodies(AskedRoute asked) {
        this.asked = asked;
        this.route = asked.route();
        this.path = asked.path();
    }

    void add() {
        if (route.maxBody() > 0) {
            bodies();
        } else {
            asked.add("a body where none is taken", asked.head(path) + "Content-Length: 2\r\n\r\n{}");
            asked.add(
                    "a chunked body where none is taken",
                    asked.head(path) + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
        }
    }

    private void bodies() {
        boolean messages = !asked.type().equals(RestHub.JSON);
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
            bodies.addAll(List.of("", " \r\n\n", "1\n{\n", "{\n}\n", "1\r2", "1\n\u0000\n"));
        } else if (route.takes() != null) {
            bodies.addAll(List.of("", "null", "1", "\"x\"", "[]", "{}", "{\"a\":1}"));
            documents(bodies);
        }
        bodies.forEach(body -> body("body " + BadRequests.name(body), "Content-Type: " + asked.type() + "\r\n", body));
        String type = "Content-Type: " + asked.type() + "\r\n";
        byte[] zipped = zipped("{}");
        body("gzip", type + "Content-Encoding: gzip\r\n", new String(zipped, ISO_8859_1));
        body("an encoding that nobody knows", type + "Content-Encoding: x\r\n", "{}");
        if (route.takes() != null) {
            for (String other : List.of("text/plain", "application/jsonx", "application", "*/*", "application/json5")) {
                body("type " + other, "Content-Type: " + other + "\r\n", "{}");
            }
            body("no type", "", "{}");
        } else {
            body("a long type", "Content-Type: text/" + "x".repeat(300) + "\r\n", "{}");
            body("a type that is no ASCII", "Content-Type: text/\u00ff\r\n", "{}");
        }
        body("another charset", "Content-Type: " + asked.type() + ";charset=utf-16\r\n", "\u00fe\u00ff\u0000{\u0000}");
        asked.add("too long", asked.head(path) + type + "Content-Length: " + (route.maxBody() + 1L) + "\r\n\r\n");
        if (route.maxBody() < MOST_CHUNKED && !messages) {
            String chunk = Integer.toHexString(route.maxBody() + 1) + "\r\n" + " ".repeat(route.maxBody() + 1);
            asked.add("too long, in chunks", asked.head(path) + type + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
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

    private void body(String name, String headers, String body) {
        asked.add(name, asked.head(path) + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body);
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
}
