package io.enginehub.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.Hub;
import io.enginehub.api.Page;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A deployed flow gets version after version while inputs come. */
@Timeout(180)
final class SwapTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int SWAPS = 20;
    private static final int LOAD_MILLIS = 200;
    private static final int MOST = 1000;

    @RegisterExtension
    private final Cluster cluster = new Cluster();

    private static ProcessFlow version(int number) {
        return ProcessFlow.parse("{\"format\":1,\"key\":\"swapped\",\"processors\":{"
                + "\"l\":{\"algorithm\":\"slow.load\",\"model\":{\"millis\":" + (LOAD_MILLIS + number) + "}}}}");
    }

    @Test
    void noInputNoticesThatTheVersionChanges() throws Exception {
        int port = Cluster.freePorts(1).get(0);
        List<URI> hubs = List.of(Cluster.local(port));
        String store = "sqlite:" + cluster.folder().resolve("hub.db");
        cluster.hub("hub", port, store).start();
        cluster.dispatcher("d0", hubs, 16).start();
        cluster.agent("agent0", hubs, "slow").start();
        cluster.agent("agent1", hubs, "slow").start();
        cluster.roles().forEach(Role::awaitReady);
        Hub client = cluster.client(hubs);
        client.deploy(version(0), SOON);
        Applications load = Applications.start(client, "swapped", input -> input + "l", 4);
        for (int i = 1; i <= SWAPS; i++) {
            int before = load.count();
            Awaitility.await().atMost(SOON).until(() -> load.count() > before + 10);
            FlowVersion live = client.deploy(version(i), SOON);
            assertEquals(1 + i, live.version());
        }
        int before = load.count();
        Awaitility.await().atMost(SOON).until(() -> load.count() > before + 10);
        load.stop(SOON);

        long[] nanos = load.takeNanos();
        Verdict verdict = Verdict.of(store, load, Set.of("l"), cluster.executions(), new Excuses());
        Map<Integer, Integer> used = versions(client);
        System.out.printf(
                Locale.ROOT,
                "SwapTest: %d swaps of a version under load, %d calls failed, p50 %.0f ms, p99 %.0f ms: %s%n",
                SWAPS,
                load.errors(),
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                verdict);
        verdict.assertGood(load);
        verdict.assertNothingRanAgain();
        assertEquals(0, load.errors());
        assertEquals(1 + SWAPS, used.size(), used::toString);
    }

    private static Map<Integer, Integer> versions(Hub client) {
        Map<Integer, Integer> used = new TreeMap<>();
        String after = null;
        do {
            Page<ProcessInstance> page =
                    client.list(ProcessQuery.all().flow("swapped").after(after).limit(MOST));
            page.items().forEach(each -> used.merge(each.flow().version(), 1, Integer::sum));
            after = page.next();
        } while (after != null);
        return used;
    }
}
