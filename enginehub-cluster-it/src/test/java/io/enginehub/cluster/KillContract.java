package io.enginehub.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Hub;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.store.jdbc.JdbcProcessStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hubs, dispatchers and agents are killed at random under load, as power cuts would, and started again. */
@Timeout(3600)
abstract class KillContract {
    private static final int KILLS = Integer.getInteger("kills", 30);
    private static final long SEED = Long.getLong("seed", 11);
    private static final Duration SOON = Duration.ofMinutes(1);
    /** The lease, and two seconds. */
    private static final Duration TAKEOVER = Duration.ofSeconds(3);

    @RegisterExtension
    final Cluster cluster = new Cluster();

    /** How many hubs share the store. */
    abstract int hubs();

    abstract String store() throws Exception;

    @Test
    void losesNothingWhoeverIsKilled() throws Exception {
        String store = store();
        List<URI> addresses = Cluster.freeAddresses(hubs());
        List<Role> hubs = cluster.hubs(addresses, store);
        hubs.forEach(Role::start);
        hubs.forEach(Role::awaitReady);
        List<Role> dispatchers = List.of(
                cluster.dispatcher("d0", addresses, 16).start(),
                cluster.dispatcher("d1", addresses, 16).start());
        for (int i = 0; i < 3; i++) {
            cluster.agent("agent" + i, addresses, "work").start();
        }
        cluster.roles().forEach(Role::awaitReady);
        Hub client = cluster.client(addresses);
        client.deploy(Flows.abc(20), SOON);
        Applications load = Applications.start(client, "abc", Flows::abc, 8);

        Excuses excuses = new Excuses();
        Map<String, Integer> kills = new TreeMap<>();
        try (ProcessStore reading = JdbcProcessStore.openForReading(store);
                Takeovers takeovers = new Takeovers(reading.history(), () -> since(hubs, dispatchers))) {
            new Chaos(cluster.roles(), SEED).kill(KILLS, load, victim -> {
                List<ProcessRow> held = Takeovers.heldBy(reading.history(), victim.name());
                takeovers.orphaned(held);
                excuses.dispatcherOf(
                        held.stream().map(row -> row.id().toString()).toList());
                excuses.agent(victim.process().pid());
                kills.merge(victim.name().replaceAll("[0-9]", ""), 1, Integer::sum);
            });
            Awaitility.await().atMost(SOON).until(() -> takeovers.open() == 0);
            load.stop(SOON);
            Verdict verdict = Verdict.of(store, load, Flows.STEPS, cluster.executions(), excuses);
            System.out.println(getClass().getSimpleName() + ": seed " + SEED + ", " + KILLS + " kills " + kills + ": "
                    + verdict + "; " + takeovers + "; " + load.errors() + " calls failed");
            verdict.assertGood(load);
            assertTrue(takeovers.p99().compareTo(TAKEOVER) <= 0, takeovers::toString);
            assertTrue(load.count() > 5 * KILLS, () -> "next to nothing was done: " + load.count());
        }
    }

    /** Since when there is a hub, and a dispatcher that can take over. */
    private static OptionalLong since(List<Role> hubs, List<Role> dispatchers) {
        OptionalLong hub = since(hubs);
        OptionalLong dispatcher = since(dispatchers);
        if (hub.isEmpty() || dispatcher.isEmpty()) {
            return OptionalLong.empty();
        }
        boolean hubIsLast = hub.getAsLong() - dispatcher.getAsLong() > 0;
        return hubIsLast ? hub : dispatcher;
    }

    private static OptionalLong since(List<Role> roles) {
        return roles.stream().filter(Role::isUp).mapToLong(Role::readyNanos).min();
    }
}
