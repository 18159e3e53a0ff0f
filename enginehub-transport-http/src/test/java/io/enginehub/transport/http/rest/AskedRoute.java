package io.enginehub.transport.http.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.enginehub.transport.http.server.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A route with all that a request to it would be served with, and the bad requests that were made from that. */
final class AskedRoute {
    private final Route route;
    private final String host;
    private final String path;
    private final List<BadRequests.Request> bad = new ArrayList<>();

    AskedRoute(Route route, int port, String process) {
        this.route = route;
        this.host = "127.0.0.1:" + port;
        this.path = concrete(route.path(), Map.of("id", process, "key", "words", "name", "text.split"));
    }

    static String concrete(String path, Map<String, String> values) {
        String concrete = path;
        for (Map.Entry<String, String> value : values.entrySet()) {
            concrete = concrete.replace("{" + value.getKey() + "}", value.getValue());
        }
        return concrete;
    }

    Route route() {
        return route;
    }

    String host() {
        return host;
    }

    /** With what is there in the place of its variables. */
    String path() {
        return path;
    }

    void add(String name, String request) {
        bad.add(new BadRequests.Request(name, request.getBytes(ISO_8859_1)));
    }

    List<BadRequests.Request> bad() {
        return List.copyOf(bad);
    }

    /** The request line and the host. */
    String head(String target) {
        return head(route.method(), target);
    }

    String head(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n";
    }

    /** The end of a request that would be served, but for messages between roles, which are none. */
    String end() {
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

    String type() {
        return route.takes() == null ? RestHub.JSON : route.takes();
    }
}
