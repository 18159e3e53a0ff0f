package io.enginehub.transport.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server bears: clients that are slow, that disappear, that are too many. */
final class WebServerTest {
    private static final String HOST = " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    private static final String PING = "GET /ping" + HOST + "\r\n";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final AtomicInteger echoed = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<RawClient> clients = new ArrayList<>();
    private WebServer server = start(limits(2000, 2000, LONG));

    private static ServerLimits limits(int connections, int perAddress, Duration body) {
        return new ServerLimits(connections, perAddress, 16 << 10, body, LONG, LONG, 2, 2);
    }

    private WebServer start(ServerLimits limits) {
        RouteTable routes = new RouteTable()
                .add(List.of(
                        Route.of(
                                        "GET",
                                        "/ping",
                                        Scope.PUBLIC,
                                        ask -> Answer.text("text/plain", "pong").now())
                                .unblocked(),
                        Route.of("POST", "/echo", Scope.PUBLIC, this::echo).taking(null, 1000),
                        Route.of("GET", "/held", Scope.PUBLIC, ask -> {
                            awaitRelease();
                            return Answer.empty().now();
                        }),
                        Route.of("GET", "/broken", Scope.PUBLIC, ask -> {
                            throw new IllegalStateException("at io.enginehub.Secret");
                        })));
        return WebServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                null,
                routes,
                (scope, head) -> body -> Caller.LOCAL,
                limits,
                fault -> Optional.empty());
    }

    private CompletionStage<Answer> echo(Ask ask) {
        echoed.incrementAndGet();
        return Answer.text("text/plain", new String(ask.body(), UTF_8)).now();
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        release.countDown();
        clients.forEach(RawClient::close);
        server.close();
    }

    private void restart(ServerLimits limits) {
        server.close();
        server = start(limits);
    }

    private RawClient client() {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        return client;
    }

    private RawClient sent(String text) {
        RawClient client = client();
        client.send(text);
        return client;
    }

    private void pings() {
        assertEquals("pong", RawClient.ask(server.port(), PING.getBytes(UTF_8)).body());
    }

    @Test
    void halfSentRequestsHoldNobodyUp() {
        String[] halves = {
            "GET /pi",
            "GET /ping" + HOST,
            "POST /echo" + HOST + "Content-Length: 10\r\n\r\nhalf",
            "POST /echo" + HOST + "Transfer-Encoding: chunked\r\n\r\n5\r\nha"
        };
        for (int i = 0; i < 200; i++) {
            sent(halves[i % halves.length]);
        }
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            long begun = System.nanoTime();
            pings();
            took.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        took.sort(null);
        System.out.printf(
                "200 half-open connections: a healthy call takes %.1f ms (median), %.1f ms at the most%n",
                took.get(10).toNanos() / 1e6, took.get(20).toNanos() / 1e6);
        assertTrue(took.get(10).compareTo(Duration.ofSeconds(1)) < 0, took.toString());
        assertEquals(0, echoed.get());
    }

    @Test
    void aHeadThatComesByteByByteIsNotWaitedForLong() {
        restart(limits(2000, 2000, Duration.ofMillis(400)));
        RawClient waits = sent("GET /held" + HOST + "\r\n");
        RawClient keeps = sent(PING);
        assertEquals("pong", keeps.read().body());
        RawClient later = sent(PING);
        assertEquals("pong", later.read().body());
        RawClient asked = sent("POST /echo" + HOST + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        assertEquals(100, asked.readHead().status());
        asked.send("body");
        assertEquals("body", asked.read().body());
        RawClient trickles = sent("GET /ping" + HOST);
        List<RawClient> slow = new ArrayList<>(List.of(trickles, later, asked));
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            slow.removeIf(client -> !client.isTaken("X"));
            return slow.isEmpty();
        });
        keeps.send(PING);
        assertEquals("pong", keeps.read().body());
        release.countDown();
        assertEquals(204, waits.read().status());
    }

    @Test
    void aSlowBodyEndsWith408() {
        restart(limits(2000, 2000, Duration.ofMillis(200)));
        RawClient silent = sent("POST /echo" + HOST + "Content-Length: 10\r\n\r\nhalf");
        RawClient chunked = sent("POST /echo" + HOST + "Transfer-Encoding: chunked\r\n\r\n5\r\nha");
        for (RawClient slow : List.of(silent, chunked)) {
            RawClient.Response response = slow.read();
            assertEquals(408, response.status(), response.body());
            assertTrue(response.body().contains("TOO_SLOW"), response.body());
            assertTrue(slow.awaitClosed());
        }
        assertEquals(0, echoed.get());
        pings();
    }

    @Test
    void aBodyThatTricklesInIsSlowToo() {
        restart(limits(2000, 2000, Duration.ofMillis(300)));
        RawClient slow = sent("POST /echo" + HOST + "Content-Length: 1000000000\r\n\r\n");
        assertEquals(413, slow.read().status());
        RawClient trickling = sent("POST /echo" + HOST + "Content-Length: 1000\r\n\r\n");
        AtomicInteger sent = new AtomicInteger();
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            try {
                trickling.send("x");
                return sent.incrementAndGet() > 900;
            } catch (RuntimeException e) {
                return true; // why: the server has closed the connection
            }
        });
        assertEquals(0, echoed.get());
        assertTrue(sent.get() < 900, "it read on");
        pings();
    }

    @Test
    void whoDisappearsLeavesNothingBehind() {
        restart(limits(2000, 4, LONG));
        for (int i = 0; i < 50; i++) {
            RawClient client = awaitConnection();
            client.send("POST /echo" + HOST + "Content-Length: 10\r\n\r\nhalf");
            if (i % 2 == 0) {
                client.reset();
            } else {
                client.close();
            }
        }
        // why await: the server hears of the last ends a little later, and until then they count
        await().untilAsserted(this::pings);
        assertEquals(0, echoed.get());
    }

    /** A connection that is served: one that comes before an earlier end was heard of is closed at once. */
    private RawClient awaitConnection() {
        return await().until(
                        () -> {
                            RawClient client = new RawClient(server.port());
                            client.send(PING);
                            return client.read().status() == 200 ? Optional.of(client) : Optional.<RawClient>empty();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void oneAddressDoesNotTakeAllConnections() {
        restart(limits(2000, 3, LONG));
        List<RawClient> three = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RawClient client = sent(PING);
            assertEquals(200, client.read().status());
            three.add(client);
        }
        assertTrue(client().awaitClosed());
        three.get(0).send(PING);
        assertEquals(200, three.get(0).read().status());
        try (RawClient elsewhere = new RawClient(server.port(), 2)) {
            elsewhere.send(PING);
            assertEquals(200, elsewhere.read().status());
        }
        three.get(1).close();
        await().untilAsserted(this::pings);
    }

    @Test
    void moreThanCanWaitIsRefusedAtOnce() {
        List<RawClient> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(sent("GET /held" + HOST + "\r\n"));
        }
        RawClient.Response refused = await().until(
                        () -> RawClient.ask(server.port(), ("GET /broken" + HOST + "\r\n").getBytes(UTF_8)),
                        response -> response.status() == 503);
        assertTrue(refused.body().contains("OVERLOADED"), refused.body());
        assertEquals("1", refused.header("Retry-After"));
        pings();
        release.countDown();
        held.forEach(each -> assertEquals(204, each.read().status()));
    }

    @Test
    void aFaultOfTheServerTellsNothing() {
        RawClient.Response response = RawClient.ask(server.port(), ("GET /broken" + HOST + "\r\n").getBytes(UTF_8));
        assertEquals(500, response.status());
        assertTrue(response.body().contains("\"code\":\"INTERNAL\""), response.body());
        assertTrue(!response.body().contains("Secret"), response.body());
    }
}
