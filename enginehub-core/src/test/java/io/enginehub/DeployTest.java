package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.Hub;
import io.enginehub.api.NotWarmException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.UnknownFlowException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DeployTest {
    private final SlowLoader loader = new SlowLoader("loader");
    private final Gate gate = new Gate("gate");

    @AutoClose
    final EngineHub engine = Engines.local()
            .algorithm(loader)
            .algorithm(gate)
            .algorithm(Coded.echo("echo"))
            .start();

    private final Hub hub = engine.hub();

    private static ProcessFlow flow(String model) {
        return ProcessFlow.builder("served")
                .processor("first", "loader", p -> p.model(Map.of("says", model)))
                .build();
    }

    private CompletableFuture<FlowVersion> deployAside(ProcessFlow flow) {
        return CompletableFuture.supplyAsync(() -> hub.deploy(flow, SOON));
    }

    private static FlowVersion get(CompletableFuture<FlowVersion> deployed) throws Exception {
        return deployed.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void returnsOnlyOnceTheModelIsWarm() throws Exception {
        loader.block("slow");
        CompletableFuture<FlowVersion> deployed = deployAside(flow("slow"));
        loader.awaitLoading("slow");
        engine.run(one("echo"), 1); // the engine has gone on meanwhile
        assertFalse(deployed.isDone());
        assertThrows(UnknownFlowException.class, () -> engine.run("served", 1));

        loader.unblock("slow");
        assertEquals(new FlowVersion("served", 1), get(deployed));
        engine.run("served", 1);
        engine.run("served", 2);
        assertEquals(List.of("load slow", "apply slow", "apply slow"), loader.events());
    }

    @Test
    void goesBackToWhatWasLiveBeforeWithModelsThatAreStillHeld() {
        assertThrows(UnknownFlowException.class, () -> hub.rollback("served", SOON));
        hub.deploy(flow("good"), SOON);
        assertThrows(UnknownFlowException.class, () -> hub.rollback("served", SOON));
        hub.deploy(flow("bad"), SOON);
        assertEquals(new FlowVersion("served", 3), hub.rollback("served", SOON));
        assertEquals("good", engine.run("served", 1).output(String.class));
        assertEquals(new FlowVersion("served", 4), hub.rollback("served", SOON));
        assertEquals("bad", engine.run("served", 1).output(String.class));
        assertEquals(List.of("load good", "load bad", "apply good", "apply bad"), loader.events());
    }

    @Test
    void servesTheLastVersionUntilAllModelsOfTheNextAreWarm() throws Exception {
        hub.deploy(flow("old"), SOON);
        loader.block("slow");
        ProcessFlow next = ProcessFlow.builder("served")
                .processor("quick", "loader", p -> p.model(Map.of("says", "quick")))
                .processor(
                        "first", "loader", p -> p.model(Map.of("says", "slow")).input("quick"))
                .build();
        CompletableFuture<FlowVersion> deployed = deployAside(next);
        loader.awaitLoading("slow");
        loader.awaitLoading("quick");
        ProcessResult before = engine.run("served", 1);
        assertEquals("old", before.output(String.class));
        assertEquals(1, before.process().flow().version());
        assertFalse(deployed.isDone());

        loader.unblock("slow");
        assertEquals(new FlowVersion("served", 2), get(deployed));
        ProcessResult after = engine.run("served", 1);
        assertEquals("slow", after.output(String.class));
        assertEquals(2, after.process().flow().version());
    }

    @Test
    void keepsAProcessOnTheVersionThatItStartedWith() throws Exception {
        hub.deploy(gated("old"), SOON);
        ProcessId id = hub.submit("gated", Payload.of(1), SubmitOptions.none());
        gate.awaitEntered(1);
        hub.deploy(gated("new"), SOON);
        gate.open();
        assertEquals("old", hub.await(id, SOON).output(String.class));
        assertEquals("new", engine.run("gated", 1).output(String.class));
    }

    private static ProcessFlow gated(String model) {
        return ProcessFlow.builder("gated")
                .processor("wait", "gate")
                .processor("say", "loader", p -> p.model(Map.of("says", model)).input("wait"))
                .build();
    }

    @Test
    void isTheSameVersionForTheSameContent() {
        FlowVersion first = hub.deploy(flow("same"), SOON);
        assertEquals(first, hub.deploy(flow("same"), SOON));
        assertEquals(new FlowVersion("served", 2), hub.deploy(flow("other"), SOON));
        assertEquals(1, loader.loads("same"));
    }

    @Test
    void leavesTheLastVersionLiveWhenAModelFailsToLoadAndSaysWhy() {
        hub.deploy(flow("good"), SOON);
        loader.fail("bad");
        NotWarmException refused = assertThrows(NotWarmException.class, () -> hub.deploy(flow("bad"), SOON));
        assertTrue(refused.getMessage().contains("'first'"), refused.getMessage());
        assertTrue(refused.getMessage().contains("the weights of bad are corrupt"), refused.getMessage());
        assertEquals("good", engine.run("served", 1).output(String.class));
    }

    @Test
    void triesAModelAgainThatFailedToLoadWhenTheFlowIsDeployedAgain() {
        loader.fail("late");
        assertThrows(NotWarmException.class, () -> hub.deploy(flow("late"), SOON));
        loader.heal("late");
        assertEquals(new FlowVersion("served", 1), hub.deploy(flow("late"), SOON));
        assertEquals("late", engine.run("served", 1).output(String.class));
    }

    @Test
    void namesTheAlgorithmThatNoAgentHas() {
        NotWarmException refused =
                assertThrows(NotWarmException.class, () -> hub.deploy(one("absent"), Duration.ofMillis(50)));
        assertTrue(refused.getMessage().contains("No live agent has algorithm 'absent'"), refused.getMessage());
        assertTrue(refused.getMessage().contains("'it'"), refused.getMessage());
    }

    @Test
    void takesNoMoreInputsOnceUndeployedButRunsWhatItHasAccepted() throws Exception {
        hub.deploy(gated("gone"), SOON);
        ProcessId accepted = hub.submit("gated", Payload.of(1), SubmitOptions.none());
        gate.awaitEntered(1);
        hub.undeploy("gated");
        UnknownFlowException refused = assertThrows(UnknownFlowException.class, () -> engine.run("gated", 1));
        assertTrue(refused.getMessage().contains("gated"), refused.getMessage());
        gate.open();
        assertEquals("gone", hub.await(accepted, SOON).output(String.class));
    }

    @Test
    void saysThatAFlowWasUndeployedWhileItWasDeployed() throws Exception {
        loader.block("slow");
        CompletableFuture<FlowVersion> deployed = deployAside(flow("slow"));
        loader.awaitLoading("slow");
        hub.undeploy("served");
        ExecutionException refused = assertThrows(ExecutionException.class, () -> get(deployed));
        assertTrue(refused.getCause() instanceof NotWarmException, refused.toString());
        assertTrue(refused.getMessage().contains("undeployed"), refused.getMessage());
        loader.unblock("slow");
    }

    @Test
    void letsGoOfTheModelsOfAnUndeployedFlow() {
        hub.deploy(flow("gone"), SOON);
        assertEquals(0, loader.closed("gone"));
        hub.undeploy("served");
        eventually(() -> assertEquals(1, loader.closed("gone")));
    }

    @Test
    void isRefusedToUndeployWhatIsNotDeployed() {
        hub.deploy(flow("here"), SOON);
        UnknownFlowException refused = assertThrows(UnknownFlowException.class, () -> hub.undeploy("nowhere"));
        assertTrue(refused.getMessage().contains("nowhere"), refused.getMessage());
        assertTrue(refused.getMessage().contains("Deployed are served"), refused.getMessage());
    }

    @Test
    void givesANewVersionWhenAnUndeployedFlowIsDeployedAgain() {
        hub.deploy(flow("again"), SOON);
        hub.undeploy("served");
        assertEquals(new FlowVersion("served", 2), hub.deploy(flow("again"), SOON));
        assertEquals("again", engine.run("served", 1).output(String.class));
    }
}
