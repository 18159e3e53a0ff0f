package io.enginehub.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Explanation;
import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.SubmitOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A model that takes long to load, and an agent that dies before it has done so. */
@Timeout(180)
final class SlowModelTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int LOAD_MILLIS = Integer.getInteger("load.millis", 5000);

    @RegisterExtension
    private final Cluster cluster = new Cluster();

    @Test
    void stepsGoOnElsewhereWhenTheirAgentDiesInTheMiddleOfALoad() {
        int port = Cluster.freePorts(1).get(0);
        List<URI> hubs = List.of(Cluster.local(port));
        cluster.hub("hub", port, "sqlite:" + cluster.folder().resolve("hub.db")).start();
        cluster.dispatcher("d0", hubs, 16).start();
        Role first = cluster.agent("agent0", hubs, "slow").start();
        cluster.roles().forEach(Role::awaitReady);
        Hub client = cluster.client(hubs);
        ProcessFlow flow = ProcessFlow.parse("{\"format\":1,\"key\":\"slow\",\"processors\":{"
                + "\"l\":{\"algorithm\":\"slow.load\",\"model\":{\"millis\":" + LOAD_MILLIS + "}}}}");
        List<ProcessId> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(client.submitAdHoc(flow, Payload.of((Object) ("x" + i)), SubmitOptions.none()));
        }
        Explanation before = awaitLoading(client, all.get(0), 0.4);
        cluster.agent("agent1", hubs, "slow").start().awaitReady();
        long killed = System.nanoTime();
        first.kill();
        Explanation after = awaitLoading(client, all.get(3), 0.01);
        for (int i = 0; i < all.size(); i++) {
            ProcessResult result = client.await(all.get(i), SOON);
            assertEquals("x" + i + "l", result.output(String.class));
            assertEquals("agent1", result.steps().get(0).agent());
            assertEquals(1, result.steps().get(0).attempts(), "a lost agent uses up no attempt");
        }
        double seconds = (System.nanoTime() - killed) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "SlowModelTest: an agent died in a load of %.1f s (%s); elsewhere %s; all ended %.1f s after its death%n",
                LOAD_MILLIS / 1e3,
                before.text(),
                after.text(),
                seconds);
        assertEquals(4, Executions.count(cluster.executions()));
        assertTrue(first.lives().size() == 1);
    }

    private static Explanation awaitLoading(Hub client, ProcessId id, double past) {
        Explanation[] seen = new Explanation[1];
        Awaitility.await().atMost(SOON).pollInterval(50, TimeUnit.MILLISECONDS).until(() -> {
            seen[0] = client.explain(id);
            return seen[0].reason() == Explanation.Reason.MODEL_LOADING
                    && seen[0].fraction() != null
                    && seen[0].fraction() >= past;
        });
        assertEquals("slow.load", seen[0].algorithm());
        return seen[0];
    }
}
