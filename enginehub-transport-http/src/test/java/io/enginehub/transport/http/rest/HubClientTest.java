package io.enginehub.transport.http.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.enginehub.api.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client of several hubs goes on with the next one, whatever becomes of the one it asks. */
final class HubClientTest {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private HttpServer good;

    @BeforeEach
    void start() throws IOException {
        good = server(200, "application/json", "{\"who\":\"good\"}");
    }

    @AfterEach
    void stop() {
        good.stop(0);
    }

    private static HttpServer server(int status, String type, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
        return server;
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private void assertGoesOnAfter(URI first) {
        try (HubClient client =
                new HubClient(List.of(first, local(good.getAddress().getPort())), null, null, GRACE)) {
            for (int i = 0; i < 2; i++) {
                HubClient.Answered answered = client.ask(Wish.get("/agents"));
                assertEquals("good", answered.json().path("who").asText());
            }
        }
    }

    @Test
    void whenAHubTakesARequestAndSaysNothing() throws Exception {
        try (ServerSocket silent = listener()) {
            assertGoesOnAfter(local(silent.getLocalPort()));
        }
    }

    @Test
    void whenAHubHasStopped() throws Exception {
        HttpServer stopped =
                server(503, "application/problem+json", "{\"code\":\"STOPPED\",\"detail\":\"It is over.\"}");
        assertGoesOnAfter(local(stopped.getAddress().getPort()));
        stopped.stop(0);
    }

    @Test
    void whenAnAnswerBreaksOff() throws Exception {
        try (ServerSocket listener = listener()) {
            Thread half = new Thread(() -> answerByHalf(listener));
            half.start();
            assertGoesOnAfter(local(listener.getLocalPort()));
            half.join();
        }
    }

    private static void answerByHalf(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            int first = socket.getInputStream().read();
            assertEquals('G', first);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"who\":"
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aHubMayHoldAnAnswerForAsLongAsItWasAskedTo() {
        assertEquals(
                Duration.ofSeconds(30),
                Wish.get("/x").waiting(Duration.ofSeconds(30)).hold());
        assertEquals(Duration.ZERO, Wish.get("/x").hold());
    }

    @Test
    void saysSoWhenNoHubAnswers() throws Exception {
        try (ServerSocket silent = listener();
                HubClient client = new HubClient(
                        List.of(local(silent.getLocalPort()), local(silent.getLocalPort())), null, null, GRACE)) {
            assertThrows(StoreException.class, () -> client.ask(Wish.get("/agents")));
        }
    }
}
