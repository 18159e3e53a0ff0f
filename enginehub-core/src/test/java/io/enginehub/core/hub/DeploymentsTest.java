package io.enginehub.core.hub;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.core.local.InMemoryProcessStore;
import io.enginehub.core.local.InProcessTransport;
import io.enginehub.core.role.ManualLoop;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.FlowVersions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How often a hub looks after a version that does not become ready: here for want of an agent. */
class DeploymentsTest {
    private final ManualLoop loop = new ManualLoop();
    private final RoleLoop roleLoop = loop.roleLoop();
    private final InMemoryProcessStore store = new InMemoryProcessStore(loop::wallTime);
    private final PlanCache plans = new PlanCache();
    private int looks;
    private final Deployments deployments = new Deployments(
            roleLoop,
            new InProcessTransport(),
            new StoreReader(store.history(), this::look, roleLoop),
            new StoreWriter(store, plans, roleLoop, Runnable::run, writes -> {}),
            plans);

    private void look(Runnable read) {
        looks++;
        read.run();
    }

    private void deploy() {
        ProcessFlow flow = ProcessFlow.chain("flow", "absent");
        PlanRow plan = new PlanRow(plans.compile(flow).hash(), flow.toJson());
        StoreWriter writer = new StoreWriter(store, plans, roleLoop, Runnable::run, writes -> {});
        CompletionStage<?> unused = writer.run(new FlowVersions.Deploy("flow", plan));
        loop.run();
        deployments.refresh();
        loop.run();
    }

    @Test
    void looksAgainAndAgainWhileSomebodyWaits() {
        deploy();
        CompletableFuture<Optional<String>> ready = deployments.awaitReady(new FlowVersion("flow", 1));
        loop.pass(Duration.ofMinutes(1));
        assertFalse(ready.isDone());
        assertTrue(looks >= 300, looks + " looks in a minute");
    }

    @Test
    void looksSeldomWhereNobodyWaits() {
        deploy();
        loop.pass(Duration.ofMinutes(10));
        assertTrue(looks <= 80, looks + " looks in ten minutes");
        assertTrue(looks >= 50, looks + " looks in ten minutes");
    }
}
