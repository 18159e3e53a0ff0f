package io.enginehub.transport.http.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** Clients that are slow where a server speaks TLS. */
final class SlowTlsTest {
    private static final String PING = "GET /ping HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    /** A record of TLS that says hello, with 16 KiB to come: more than is sent here. */
    private static final String HELLO = "\u0016\u0003\u0001@\u0000";

    private final HandshakeCertificates tls = certificates();

    private static HandshakeCertificates certificates() {
        HeldCertificate held = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        return new HandshakeCertificates.Builder()
                .heldCertificate(held)
                .addTrustedCertificate(held.certificate())
                .build();
    }

    private WebServer start(Duration patience) {
        Duration idle = Duration.ofSeconds(60);
        return WebServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                tls.sslContext(),
                new RouteTable()
                        .add(List.of(Route.of(
                                        "GET",
                                        "/ping",
                                        Scope.PUBLIC,
                                        ask -> Answer.text("text/plain", "pong").now())
                                .unblocked())),
                (scope, head) -> body -> Caller.LOCAL,
                new ServerLimits(100, 100, 16 << 10, patience, idle, idle, 2, 2),
                fault -> Optional.empty());
    }

    @Test
    void neitherAHandshakeNorAHeadIsWaitedForLong() {
        try (WebServer server = start(Duration.ofSeconds(3));
                RawClient keeps = new RawClient(server.port(), tls.sslSocketFactory());
                RawClient silent = new RawClient(server.port());
                RawClient greets = new RawClient(server.port());
                RawClient asks = new RawClient(server.port(), tls.sslSocketFactory())) {
            keeps.send(PING);
            assertEquals("pong", keeps.read().body());
            greets.send(HELLO);
            asks.send("GET /ping HTTP/1.1\r\n");
            List<RawClient> slow = new ArrayList<>(List.of(greets, asks));
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                slow.removeIf(client -> !client.isTaken("X"));
                return slow.isEmpty();
            });
            assertTrue(silent.awaitClosed());
            keeps.send(PING);
            assertEquals("pong", keeps.read().body());
        }
    }
}
