package io.enginehub.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.DispatcherState;
import io.enginehub.api.Hub;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.store.jdbc.JdbcProcessStore;
import io.enginehub.test.consul.TestConsul;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A fleet whose roles find each other through a real Consul: two agents of each algorithm, three dispatchers, two hubs on one
 * PostgreSQL. Agents are killed at random, Consul goes away and comes back without its data, a dispatcher is killed.
 */
@Timeout(1800)
final class ConsulFleetTest {
    private static final int ALGORITHMS = Integer.getInteger("fleet.algorithms", 10);
    private static final int OF_EACH = 2;
    private static final int DISPATCHERS = 3;
    private static final int APPLICATIONS = 16;
    private static final int STEP_MILLIS = 30;
    /** So many processes start at a time: each needs a second of a processor for it. */
    private static final int AT_A_TIME = 5;

    private static final Duration KILLING = Duration.parse(System.getProperty("fleet.killing", "PT2M"));
    private static final Duration AWAY = Duration.parse(System.getProperty("consul.away", "PT2S"));
    private static final long SEED = Long.getLong("seed", 23);
    private static final Duration SOON = Duration.ofMinutes(2);
    /** The lease, and two seconds. */
    private static final Duration TAKEOVER = Duration.ofSeconds(3);

    @RegisterExtension
    private final Cluster cluster = new Cluster();

    private final Excuses excuses = new Excuses();
    private final List<URI> addresses = Cluster.freeAddresses(2);
    private final List<Role> dispatchers = new ArrayList<>();
    private final List<Role> agents = new ArrayList<>();
    private TestConsul consul;
    private Hub client;
    private String store;

    @BeforeEach
    void start() throws Exception {
        consul = cluster.owning(TestConsul.dev());
        store = TestPostgres.newDatabase();
        String url = consul.url().toString();
        for (int i = 0; i < addresses.size(); i++) {
            cluster.hub("hub" + i, addresses.get(i).getPort(), store, "--consul", url);
        }
        for (int i = 0; i < DISPATCHERS; i++) {
            String name = "d" + i;
            dispatchers.add(cluster.role(name, "dispatcher", "--name", name, "--slots", "16", "--consul", url));
        }
        for (int i = 0; i < ALGORITHMS * OF_EACH; i++) {
            String name = "agent" + i;
            String algorithm = "fleet." + i % ALGORITHMS;
            agents.add(cluster.role(
                    name, "agent", "--name", name, "--algorithm", algorithm, "--capacity", "4", "--consul", url));
        }
        for (int i = 0; i < cluster.roles().size(); i += AT_A_TIME) {
            List<Role> next = cluster.roles()
                    .subList(i, Math.min(i + AT_A_TIME, cluster.roles().size()));
            next.forEach(Role::start);
            next.forEach(Role::awaitReady);
        }
        client = cluster.client(addresses);
        for (int i = 0; i < ALGORITHMS; i++) {
            client.deploy(Flows.fleet(i, ALGORITHMS, STEP_MILLIS), SOON);
        }
    }

    private static int flow(String key) {
        return Integer.parseInt(key.substring(0, key.indexOf('-'))) % ALGORITHMS;
    }

    @Test
    void losesNothingWhoeverOfItIsKilledAndWhateverConsulDoes() throws Exception {
        Applications load = Applications.start(
                client,
                application -> "fleet-" + application % ALGORITHMS,
                key -> Flows.fleet(flow(key), ALGORITHMS, key),
                APPLICATIONS);
        int[] kills = {0};
        new Chaos(agents, SEED).killFor(KILLING, load, victim -> {
            excuses.agent(victim.process().pid());
            kills[0]++;
        });
        int killing = load.count();
        consulGoesAway(load);
        int away = load.count() - killing;
        try (ProcessStore reading = JdbcProcessStore.openForReading(store);
                Takeovers takeovers = new Takeovers(
                        reading.history(),
                        () -> OptionalLong.of(dispatchers.get(1).readyNanos()))) {
            dispatcherDies(load, reading, takeovers);
            load.stop(SOON);
            Verdict verdict = Verdict.of(store, load, Flows.STEPS, cluster.executions(), excuses);
            System.out.println("ConsulFleetTest: seed " + SEED + ", " + agents.size() + " agents of " + ALGORITHMS
                    + " algorithms, " + DISPATCHERS + " dispatchers, " + addresses.size() + " hubs; " + kills[0]
                    + " agents killed in " + KILLING.toSeconds() + " s, " + killing
                    + " processes ended; Consul gone for "
                    + AWAY.toSeconds() + " s and back without its data, " + away
                    + " processes ended; a dispatcher killed, " + takeovers + "; " + verdict + "; " + load.errors()
                    + " calls failed");
            verdict.assertGood(load);
            assertEquals(0, load.errors());
            assertTrue(takeovers.p99().compareTo(TAKEOVER) <= 0, takeovers::toString);
        }
    }

    /** Work goes on, and nobody takes anything over; in the end all are registered again. */
    private void consulGoesAway(Applications load) {
        awaitAllRegistered();
        List<UUID> before = incarnations();
        consul.kill();
        int ended = load.count();
        long begun = System.nanoTime();
        Awaitility.await().atMost(SOON).pollDelay(AWAY).until(() -> System.nanoTime() - begun >= AWAY.toNanos());
        assertTrue(load.count() > ended, "nothing went on without Consul");
        consul.start();
        consul.awaitLeader();
        awaitAllRegistered();
        moreThan(load, 20);
        assertEquals(before, incarnations());
    }

    private void awaitAllRegistered() {
        Awaitility.await().atMost(SOON).until(() -> {
            String checks = consul.get("/v1/agent/checks");
            return checks.split("\"Status\": \"passing\"", -1).length - 1
                    == cluster.roles().size();
        });
    }

    private List<UUID> incarnations() {
        return client.dispatchers().stream()
                .map(DispatcherState::incarnation)
                .sorted()
                .toList();
    }

    private void dispatcherDies(Applications load, ProcessStore reading, Takeovers takeovers) {
        Role victim = dispatchers.get(0);
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !Takeovers.heldBy(reading.history(), victim.name()).isEmpty());
        victim.kill();
        List<ProcessRow> held = Takeovers.heldBy(reading.history(), victim.name());
        takeovers.orphaned(held);
        excuses.dispatcherOf(held.stream().map(row -> row.id().toString()).toList());
        Awaitility.await().atMost(SOON).until(() -> takeovers.open() == 0);
        moreThan(load, 20);
    }

    private static void moreThan(Applications load, int processes) {
        int before = load.count();
        Awaitility.await().atMost(SOON).until(() -> load.count() > before + processes);
    }
}
