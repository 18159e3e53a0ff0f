package io.enginehub.consul;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.enginehub.test.consul.TestConsul;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members whose health Consul asks for itself. */
class HttpCheckTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer role;

    @BeforeEach
    void start() throws IOException {
        role = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        role.createContext("/health", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        role.start();
    }

    @AfterEach
    void stop() {
        role.stop(0);
    }

    private static ConsulRegistry open(ConsulAccess access) {
        return ConsulRegistry.open(
                access,
                options -> options.httpCheck("/health", Duration.ofSeconds(1)).hold(Duration.ofSeconds(1)));
    }

    @Test
    void consulAsksTheMemberAndTheMemberRegistersAnewWhenItIsForgotten() {
        try (TestConsul consul = TestConsul.dev();
                ConsulRegistry there = open(ConsulAccess.to(consul.url()));
                ConsulRegistry here = open(ConsulAccess.to(consul.url()));
                Spectator spectator = new Spectator(here)) {
            var tree =
                    there.register(AgentProcess.agent("tree", role.getAddress().getPort()));
            assertTrue(tree != null);
            spectator.expect("tree");
            await().atMost(PATIENCE).until(() -> asked.get() > 1);
            assertEquals(Set.of("http"), checkTypes(consul));

            spectator.forget();
            consul.kill();
            consul.start();
            consul.awaitLeader();
            await().atMost(PATIENCE).until(() -> checkTypes(consul).equals(Set.of("http")));
            assertEquals(0, spectator.changes("tree"));

            status.set(503);
            await().atMost(PATIENCE).until(() -> consul.get("/v1/agent/checks").contains("\"critical\""));
            role.stop(0);
            spectator.expect();
        }
    }

    @Test
    void withoutAnythingElseSaidMembersSayThemselvesThatTheyLive() {
        try (TestConsul consul = TestConsul.dev();
                ConsulRegistry there = ConsulRegistry.open(ConsulAccess.to(consul.url()))) {
            var tree =
                    there.register(AgentProcess.agent("tree", role.getAddress().getPort()));
            assertTrue(tree != null);
            await().atMost(PATIENCE).until(() -> checkTypes(consul).equals(Set.of("ttl")));
            assertEquals(0, asked.get());
        }
    }

    private static Set<String> checkTypes(TestConsul consul) {
        Set<String> types = new TreeSet<>();
        Pattern.compile("\"Type\":\\s*\"(\\w+)\"")
                .matcher(consul.get("/v1/agent/checks"))
                .results()
                .forEach(found -> types.add(found.group(1)));
        return types;
    }
}
