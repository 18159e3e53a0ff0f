package io.enginehub.cluster;

import io.enginehub.api.Hub;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.store.jdbc.JdbcProcessStore;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Roles are stopped for longer than a lease, as a collector of garbage or a sleeping host does, and then go on as if nothing
 * had happened, with messages of then.
 */
@Timeout(600)
final class PauseTest {
    private static final int PAUSES = Integer.getInteger("pauses", 12);
    private static final long SEED = Long.getLong("seed", 5);
    private static final Duration SOON = Duration.ofMinutes(1);
    /** The lease is one second. */
    private static final int SHORTEST_MILLIS = 1500;

    private static final int LONGEST_MILLIS = 4000;
    private static final int BETWEEN = 40;

    @RegisterExtension
    private final Cluster cluster = new Cluster();

    @Test
    void losesNothingWhenRolesStandStill() throws Exception {
        List<URI> hubs = Cluster.freeAddresses(2);
        String store = TestPostgres.newDatabase();
        cluster.hubs(hubs, store).forEach(Role::start);
        cluster.roles().forEach(Role::awaitReady);
        for (String name : List.of("d0", "d1")) {
            cluster.dispatcher(name, hubs, 16).start();
        }
        for (String name : List.of("agent0", "agent1")) {
            cluster.agent(name, hubs, "work").start();
        }
        cluster.roles().forEach(Role::awaitReady);
        Hub client = cluster.client(hubs);
        client.deploy(Flows.abc(20), SOON);
        Applications load = Applications.start(client, "abc", Flows::abc, 8);

        Excuses excuses = new Excuses();
        Map<String, Integer> pauses = new TreeMap<>();
        try (ProcessStore reading = JdbcProcessStore.openForReading(store)) {
            SplittableRandom random = new SplittableRandom(SEED);
            for (int i = 0; i < PAUSES; i++) {
                int before = load.count();
                Awaitility.await().atMost(SOON).until(() -> load.count() > before + BETWEEN);
                Role first = cluster.roles().get(i % cluster.roles().size()); // why: each of them has its turn
                List<Role> paused = new ArrayList<>(List.of(first));
                if (random.nextInt(3) == 0) {
                    Role second =
                            cluster.roles().get(random.nextInt(cluster.roles().size()));
                    paused.addAll(second.equals(first) ? List.of() : List.of(second));
                }
                pause(paused, random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS), reading.history(), excuses);
                paused.forEach(role -> pauses.merge(role.name().replaceAll("[0-9]", ""), 1, Integer::sum));
            }
            load.stop(SOON);
            Verdict verdict = Verdict.of(store, load, Flows.STEPS, cluster.executions(), excuses);
            System.out.println("PauseTest: seed " + SEED + ", paused " + pauses + ": " + verdict + "; " + load.errors()
                    + " calls failed");
            verdict.assertGood(load);
        }
    }

    private static void pause(List<Role> roles, int millis, ProcessHistory history, Excuses excuses) {
        roles.forEach(Role::pause);
        for (Role role : roles) {
            excuses.dispatcherOf(Takeovers.heldBy(history, role.name()).stream()
                    .map(row -> row.id().toString())
                    .toList());
            excuses.agent(role.process().pid());
        }
        Duration pause = Duration.ofMillis(millis);
        long begun = System.nanoTime();
        Awaitility.await().atMost(SOON).pollDelay(pause).until(() -> System.nanoTime() - begun >= pause.toNanos());
        roles.forEach(Role::resume);
    }
}
