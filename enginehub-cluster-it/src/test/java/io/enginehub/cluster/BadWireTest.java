package io.enginehub.cluster;

import io.enginehub.api.Hub;
import io.enginehub.cluster.BadWire.Fate;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Between any two roles, and between clients and their hub, the network cuts, delays, and closes by half. */
@Timeout(240)
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere 127.0.0.2 is no address of the machine")
final class BadWireTest {
    private static final long SEED = Long.getLong("seed", 3);
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int PROCESSES = Integer.getInteger("processes", 250);
    /** So often at least each kind of fault. */
    private static final int EACH = 3;

    @RegisterExtension
    private final Cluster cluster = new Cluster();

    @Test
    void losesNothing() throws Exception {
        String store = "sqlite:" + cluster.folder().resolve("hub.db");
        ConcurrentMap<Fate, AtomicInteger> fates = new ConcurrentHashMap<>();
        List<Integer> ports = Cluster.freePorts(5);
        List<BadWire> wires = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            wires.add(cluster.owning(new BadWire(ports.get(i), SEED + i, fates)));
        }
        List<URI> hubs = List.of(URI.create("http://" + BadWire.ADDRESS + ":" + ports.get(0)));
        cluster.hub("hub", ports.get(0), store, "--advertise", BadWire.ADDRESS).start();
        for (int i = 0; i < 2; i++) {
            cluster.role("d" + i, behind(hubs, ports.get(1 + i), "dispatcher", "--name", "d" + i))
                    .start();
            cluster.role("agent" + i, behind(hubs, ports.get(3 + i), "agent", "--algorithm", "work", "--capacity", "8"))
                    .start();
        }
        cluster.roles().forEach(Role::awaitReady);
        Hub client = cluster.client(hubs);
        client.deploy(Flows.abc(10), SOON);
        Applications load = Applications.start(client, "abc", Flows::abc, 8);

        wires.forEach(wire -> wire.bad(true));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> load.count() >= PROCESSES
                        && Stream.of(Fate.values()).allMatch(fate -> BadWire.count(fates, fate) >= EACH));
        wires.forEach(wire -> wire.bad(false));
        load.stop(SOON);
        Verdict verdict = Verdict.of(store, load, Flows.STEPS, cluster.executions(), new Excuses());
        System.out.println("BadWireTest: seed " + SEED + ", " + BadWire.text(fates) + ": " + verdict + "; "
                + load.errors() + " calls failed");
        verdict.assertGood(load);
    }

    /** The command of a role behind a wire. */
    static String[] behind(List<URI> hubs, int port, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(
                "--hub", hubs.get(0).toString(), "--port", Integer.toString(port), "--advertise", BadWire.ADDRESS));
        return all.toArray(String[]::new);
    }
}
