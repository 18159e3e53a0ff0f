package io.enginehub.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Hub;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Roles that have nothing to do ask each other next to nothing. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere 127.0.0.2 is no address of the machine")
final class IdleTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int SECONDS = 10;

    @RegisterExtension
    private final Cluster cluster = new Cluster();

    @Test
    void asksLessThanOnceASecondAndRole() throws IOException {
        List<Integer> ports = Cluster.freePorts(5);
        List<BadWire> wires = new ArrayList<>();
        for (int port : ports) {
            wires.add(cluster.owning(new BadWire(port, 1, new ConcurrentHashMap<>())));
        }
        List<URI> hubs = List.of(URI.create("http://" + BadWire.ADDRESS + ":" + ports.get(0)));
        cluster.hub("hub", ports.get(0), "sqlite:" + cluster.folder().resolve("hub.db"), "--advertise", BadWire.ADDRESS)
                .start();
        cluster.role("d0", BadWireTest.behind(hubs, ports.get(1), "dispatcher")).start();
        for (int i = 0; i < 3; i++) {
            String algorithm = "work." + "abc".charAt(i);
            cluster.role("agent" + i, BadWireTest.behind(hubs, ports.get(2 + i), "agent", "--algorithm", algorithm))
                    .start();
        }
        cluster.roles().forEach(Role::awaitReady);
        Hub client = cluster.client(hubs);
        client.deploy(Flows.abc(0), SOON);
        Applications load = Applications.start(client, "abc", Flows::abc, 1);
        Awaitility.await().atMost(SOON).until(() -> load.count() > 10);
        stop(load);
        awaitNanos(Duration.ofSeconds(2)); // why: what hangs on the last process is over then

        Map<String, Integer> before = requests(wires);
        awaitNanos(Duration.ofSeconds(SECONDS));
        Map<String, Integer> idle = requests(wires);
        before.forEach((path, count) -> idle.merge(path, -count, Integer::sum));
        idle.values().removeIf(count -> count == 0);
        int all = idle.values().stream().mapToInt(Integer::intValue).sum();
        double each = (double) all / SECONDS / cluster.roles().size();
        System.out.printf(
                Locale.ROOT,
                "IdleTest: %d roles, %d requests in %d s, %.2f a second and role: %s%n",
                cluster.roles().size(),
                all,
                SECONDS,
                each,
                idle);
        assertTrue(each <= 1, () -> "too many: " + idle);
        assertTrue(all > 0, "nothing was counted");
    }

    private static void stop(Applications load) {
        try {
            load.stop(SOON);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitNanos(Duration time) {
        long begun = System.nanoTime();
        Awaitility.await().atMost(SOON).pollDelay(time).until(() -> System.nanoTime() - begun >= time.toNanos());
    }

    private static Map<String, Integer> requests(List<BadWire> wires) {
        Map<String, Integer> all = new TreeMap<>();
        wires.forEach(wire -> wire.requests().forEach((path, count) -> all.merge(path, count.get(), Integer::sum)));
        return all;
    }
}
