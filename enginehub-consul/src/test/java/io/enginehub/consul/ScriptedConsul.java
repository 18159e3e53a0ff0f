package io.enginehub.consul;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Answers as a Consul may that has lost its mind: what a test says, in order, and keeps what it was asked. */
final class ScriptedConsul implements AutoCloseable {
    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> questions = new ArrayList<>();

    record Answer(int status, Map<String, String> headers, String body) {}

    ScriptedConsul() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    ConsulAccess access() {
        return ConsulAccess.to(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    synchronized void will(String index, String body) {
        answers.add(new Answer(
                200,
                Map.of("X-Consul-Index", index, "X-Consul-Knownleader", "true", "X-Consul-Lastcontact", "0"),
                body));
    }

    synchronized void will(Answer answer) {
        answers.add(answer);
    }

    /** The queries of the addresses that were asked for. */
    synchronized List<String> questions() {
        return List.copyOf(questions);
    }

    private synchronized Answer next(HttpExchange exchange) {
        questions.add(exchange.getRequestURI().getQuery());
        return answers.isEmpty() ? new Answer(500, Map.of(), "nothing more was said") : answers.remove();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Answer answer = next(exchange);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
