package io.enginehub.transport.http.rest;

import io.enginehub.transport.http.server.Route;
import java.util.List;

/** Headers that a route does not take, and requests whose end can be read in two ways. */
final class BadHeads {
    private final AskedRoute asked;
    private final Route route;
    private final String path;

    BadHeads(AskedRoute asked) {
        this.asked = asked;
        this.route = asked.route();
        this.path = asked.path();
    }

    void add() {
        headers();
        framing();
    }

    private void headers() {
        asked.add("a large header", asked.head(path) + "X: " + "y".repeat(20_000) + "\r\n" + asked.end());
        asked.add("many headers", asked.head(path) + "X: y\r\n".repeat(4_000) + asked.end());
        asked.add("no host", route.method() + " " + path + " HTTP/1.1\r\n" + asked.end());
        asked.add("two hosts", asked.head(path) + "Host: evil.example\r\n" + asked.end());
        for (String other :
                List.of("evil.example", "evil.example:80", "127.0.0.1.evil.example", "a b", "", "[::1", ":80")) {
            asked.add(
                    "host " + other,
                    route.method() + " " + path + " HTTP/1.1\r\nHost: " + other + "\r\n" + asked.end());
        }
        for (String origin :
                List.of("http://evil.example", "null", "https://" + asked.host(), "http://127.0.0.1", "")) {
            asked.add("origin " + origin, asked.head(path) + "Origin: " + origin + "\r\n" + asked.end());
        }
        if (takes("Prefer")) {
            for (String prefer :
                    List.of("wait=x", "wait=-1", "wait=", "wait", "wait=1.5", "wait=99999999999999999999")) {
                asked.add("Prefer: " + prefer, asked.head(path) + "Prefer: " + prefer + "\r\n" + asked.end());
            }
        }
        if (takes("Idempotency-Key")) {
            for (String key : List.of("", "k".repeat(201), "a\r\nIdempotency-Key: b")) {
                asked.add(
                        "Idempotency-Key: " + key, asked.head(path) + "Idempotency-Key: " + key + "\r\n" + asked.end());
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
            asked.add("framing " + framing, asked.head(path) + "Content-Type: " + asked.type() + "\r\n" + framing);
        }
        if (route.maxBody() > 0) {
            for (String chunk : List.of("x\r\n", "-1\r\n", "ffffffffffffffff\r\n", "2\r\n{}x\r\n0\r\n\r\n")) {
                String type = "Content-Type: " + asked.type() + "\r\n";
                asked.add("chunk " + chunk, asked.head(path) + type + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
            }
        }
    }
}
