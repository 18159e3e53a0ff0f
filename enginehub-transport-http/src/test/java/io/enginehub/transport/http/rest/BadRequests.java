package io.enginehub.transport.http.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.enginehub.transport.http.server.Route;
import java.util.List;
import java.util.stream.Stream;

/** What can be wrong with a request, made from a route: each has one fault, and would be served without it. */
final class BadRequests {
    private final List<Route> routes;
    private final AskedRoute asked;

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
        this.asked = new AskedRoute(route, port, process);
    }

    List<Request> all() {
        new BadTargets(asked, routes).add();
        new BadHeads(asked).add();
        new BadBodies(asked).add();
        return asked.bad();
    }

    /** The start of a long body, for the name of a request. */
    static String name(String body) {
        return body.length() > 60 ? body.substring(0, 60) + "… of " + body.length() : body;
    }

    /** What no server of HTTP should take for a request. */
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
