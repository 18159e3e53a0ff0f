package io.enginehub.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.SubmitOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Roles that are told to end do so when they have finished what they had begun. */
@Timeout(120)
final class DrainTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int KILLED = 128 + 15;

    @RegisterExtension
    private final Cluster cluster = new Cluster();

    @Test
    void eachRoleEndsWellUnderLoad() throws Exception {
        int port = Cluster.freePorts(1).get(0);
        String store = "sqlite:" + cluster.folder().resolve("hub.db");
        List<URI> hubs = List.of(Cluster.local(port));
        Role hub = cluster.hub("hub", port, store).start();
        Role first = cluster.dispatcher("d1", hubs, 16).start();
        Role second = cluster.dispatcher("d2", hubs, 16).start();
        Role one = cluster.agent("one", hubs, "work").start();
        Role two = cluster.agent("two", hubs, "work").start();
        cluster.roles().forEach(Role::awaitReady);
        Hub client = cluster.client(hubs);
        client.deploy(Flows.abc(20), SOON);
        Applications load = Applications.start(client, "abc", Flows::abc, 8);
        moreThan(load, 100);

        first.term();
        assertEquals(0, first.awaitExit(SOON), first::said);
        moreThan(load, 100);
        one.term();
        assertEquals(0, one.awaitExit(SOON), one::said);
        moreThan(load, 100);
        load.stop(SOON);
        hub.term();
        assertEquals(0, hub.awaitExit(SOON), hub::said);

        Verdict verdict = Verdict.of(store, load, Flows.STEPS, cluster.executions(), new Excuses());
        System.out.println("DrainTest: a dispatcher, an agent and a hub told to end under load: " + verdict);
        verdict.assertGood(load);
        verdict.assertNothingRanAgain();
        assertEquals(0, load.errors());
        assertTrue(second.process().isAlive() && two.process().isAlive());
    }

    @Test
    void oneThatIsToldTwiceEndsAtOnceAndItsWorkGoesOnElsewhere() {
        int port = Cluster.freePorts(1).get(0);
        List<URI> hubs = List.of(Cluster.local(port));
        cluster.hub("hub", port, "sqlite:" + cluster.folder().resolve("hub.db")).start();
        Role first = cluster.dispatcher("d1", hubs, 4).start();
        Role one = cluster.agent("one", hubs, "gate").start();
        cluster.roles().forEach(Role::awaitReady);
        Path gate = cluster.folder().resolve("gate");
        Hub client = cluster.client(hubs);
        ProcessId id = client.submitAdHoc(
                ProcessFlow.chain("gated", "gate.file"), Payload.of((Object) gate.toString()), SubmitOptions.none());
        awaitExecutions(1);

        endTwice(first);
        cluster.dispatcher("d2", hubs, 4).start().awaitReady();
        Awaitility.await()
                .atMost(SOON)
                .until(() -> client.find(id).orElseThrow().epoch() > 1
                        && client.find(id).orElseThrow().status() == ProcessStatus.RUNNING);
        endTwice(one);
        cluster.agent("two", hubs, "gate").start().awaitReady();
        awaitExecutions(2);
        create(gate);
        assertEquals(ProcessStatus.FINISHED, client.await(id, SOON).process().status());
        assertEquals(1, client.steps(id).get(0).attempts());
        awaitExecutions(2);
    }

    /** Its first order to end is an order to finish, which it cannot; the second one is to leave everything. */
    private static void endTwice(Role role) {
        role.term();
        Awaitility.await().atMost(SOON).until(() -> role.said().contains("Finishing what has begun"));
        assertTrue(role.process().isAlive());
        role.term();
        assertEquals(KILLED, role.awaitExit(SOON), role::said);
    }

    private void awaitExecutions(int count) {
        Awaitility.await().atMost(SOON).until(() -> Executions.count(cluster.executions()) == count);
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void moreThan(Applications load, int processes) {
        int before = load.count();
        Awaitility.await().atMost(SOON).until(() -> load.count() > before + processes);
    }
}
