package io.enginehub.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Failure;
import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.store.jdbc.JdbcProcessStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An input that kills the process of each agent that gets it. */
@Timeout(180)
final class PoisonTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Set<String> STEP = Set.of("risk.halt");

    @RegisterExtension
    private final Cluster cluster = new Cluster();

    @Test
    void endsAsPoisonAndHurtsNoNeighbour() throws Exception {
        int port = Cluster.freePorts(1).get(0);
        List<URI> hubs = List.of(Cluster.local(port));
        String store = "sqlite:" + cluster.folder().resolve("hub.db");
        cluster.hub("hub", port, store).start();
        cluster.dispatcher("d0", hubs, 16).start();
        List<Role> agents = List.of(
                cluster.agent("agent0", hubs, "risk").start(),
                cluster.agent("agent1", hubs, "risk").start());
        cluster.roles().forEach(Role::awaitReady);
        Hub client = cluster.client(hubs);
        client.deploy(ProcessFlow.chain("risky", "risk.halt"), SOON);
        Applications load = Applications.start(client, "risky", input -> input + ".", 6);
        ProcessId poison = client.submit("risky", Payload.of((Object) "poison"), SubmitOptions.key("poison"));

        Excuses excuses = new Excuses();
        int[] deaths = {0};
        Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> {
            for (Role agent : agents) {
                if (!agent.process().isAlive()) {
                    excuses.agent(agent.process().pid());
                    deaths[0]++;
                    agent.start();
                }
            }
            return client.find(poison)
                    .map(ProcessInstance::status)
                    .orElseThrow()
                    .isTerminal();
        });
        ProcessInstance ended = client.find(poison).orElseThrow();
        int after = load.count();
        Awaitility.await().atMost(SOON).until(() -> load.count() > after + 50);
        load.stop(SOON);

        load.accepted("poison", poison, ProcessStatus.FAILED);
        Verdict verdict = Verdict.of(store, load, STEP, cluster.executions(), excuses);
        System.out.println("PoisonTest: " + deaths[0] + " agents died of one input, which is " + ended.status() + " ("
                + ended.failure() + "): " + verdict);
        assertEquals(ProcessStatus.FAILED, ended.status());
        assertTrue(ended.failure() != null && ended.failure().kind() == Failure.Kind.POISON, ended::toString);
        assertEquals(4, deaths[0]);
        verdict.assertGood(load);
        try (ProcessStore reading = JdbcProcessStore.openForReading(store)) {
            assertEquals(List.of(), reading.history().steps(poison));
        }
    }
}
