package io.enginehub.consul;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.test.consul.TestConsul;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three servers with ACLs; the roles have a token with the policy that the docs give, and no more. */
class ThreeServersTest {
    private static final Path DOCS = Path.of("..", "docs", "consul.md");
    private static TestServers servers;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        servers = new TestServers();
        Matcher policy = Pattern.compile("```hcl\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCS));
        assertTrue(policy.find(), "there is no policy in " + DOCS);
        token = servers.token("roles", policy.group(1));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private static ConsulRegistry open(TestConsul server, String secret) {
        ConsulAccess access = ConsulAccess.to(server.url());
        return ConsulRegistry.open(
                secret.isEmpty() ? access : access.token(secret),
                options -> options.ttl(Duration.ofSeconds(1)).hold(Duration.ofSeconds(1)));
    }

    @Test
    void nobodyIsMissedWhenTheLeaderIsKilled() {
        TestConsul leader = servers.leader();
        List<TestConsul> others = servers.followers();
        try (OpenPort port = new OpenPort();
                ConsulRegistry onLeader = open(leader, token);
                ConsulRegistry there = open(others.get(0), token);
                ConsulRegistry here = open(others.get(1), token);
                Spectator spectator = new Spectator(here);
                Spectator orphan = new Spectator(onLeader)) {
            var tree = onLeader.register(AgentProcess.agent("tree", port.number()));
            var bayes = there.register(AgentProcess.agent("bayes", port.number()));
            assertTrue(tree != bayes);
            spectator.expect("tree", "bayes");
            orphan.expect("tree", "bayes");
            spectator.forget();
            orphan.forget();

            leader.kill();
            var late = there.register(AgentProcess.agent("late", port.number()));
            assertTrue(late != null);
            long killed = System.nanoTime();
            long led = awaitAfter(killed, () -> isLed(others.get(1), leader));
            long taken = awaitAfter(
                    killed,
                    () -> others.get(1)
                            .get("/v1/health/service/enginehub?stale&passing", token)
                            .contains("\"late\""));
            spectator.expect("tree", "bayes", "late");
            long seen = (System.nanoTime() - killed) / 1_000_000;
            // why: until the servers have noticed that the one with the tree's entry is dead
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> others.get(0)
                            .get("/v1/health/service/enginehub", token)
                            .contains("Agent not live"));
            Spectator.letPass(Duration.ofSeconds(2));
            assertEquals(1, spectator.changes("tree", "bayes")); // why: for the late one
            assertEquals(0, orphan.changes("tree", "bayes"));

            leader.start();
            long back = orphan.expect("tree", "bayes", "late");
            assertEquals(0, spectator.changes("tree", "bayes", "late"));
            System.out.println(String.format(
                    Locale.ROOT,
                    "Consul: leader of three killed: another one after %d ms, a new agent well in the catalogue %d ms later,"
                            + " and seen after %d ms more, nobody missed; its own roles see all %d ms after it was"
                            + " started again",
                    led,
                    taken - led,
                    seen - taken,
                    back));
        }
    }

    /** Waits for something; gives when it was, in milliseconds from a moment on. */
    private static long awaitAfter(long start, Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static boolean isLed(TestConsul server, TestConsul dead) {
        String address = server.get("/v1/status/leader");
        return address.contains(":") && !address.contains("\"" + dead.host() + ":");
    }

    @Test
    void withoutATokenNobodyIsSeenAndNobodyIsRegistered() {
        TestConsul server = servers.followers().get(0);
        try (OpenPort port = new OpenPort();
                ConsulRegistry known = open(server, token);
                ConsulRegistry stranger = open(server, "");
                ConsulRegistry forger = open(server, "00000000-0000-0000-0000-000000000000");
                Spectator spectator = new Spectator(known);
                Spectator seen = new Spectator(stranger);
                Spectator forged = new Spectator(forger)) {
            var one = stranger.register(AgentProcess.agent("stranger", port.number()));
            var two = forger.register(AgentProcess.agent("forger", port.number()));
            var three = known.register(AgentProcess.agent("known", port.number()));
            assertTrue(one != two && three != null);
            spectator.expect("known");
            Spectator.letPass(Duration.ofMillis(500));
            spectator.expect("known");
            seen.expect("stranger");
            forged.expect("forger");
            List.of("stranger", "forger").forEach(spectator::neverSaw);
        }
    }
}
