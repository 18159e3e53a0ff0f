package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Explanation;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.StillRunningException;
import io.enginehub.api.StoreException;
import io.enginehub.core.local.InMemoryProcessStore;
import io.enginehub.core.local.InProcessTransport;
import io.enginehub.core.local.LocalRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CloseTest {
    private final Gate gate = new Gate("gate");

    private EngineHub start() {
        return Engines.local().algorithm(gate).algorithm(Coded.echo("echo")).start();
    }

    @Test
    void happensOnceHoweverOftenItIsAskedFor() {
        EngineHub engine = start();
        engine.run(one("echo"), 1);
        engine.close();
        // why so long: it is there to find a close that waits for a loop that has ended
        assertTimeoutPreemptively(Duration.ofSeconds(9), engine::close);
    }

    @Test
    void refusesAtOnceWhatComesAfterwards() {
        EngineHub engine = start();
        ProcessId id = engine.run(one("echo"), 1).process().id();
        engine.close();
        assertTimeoutPreemptively(SOON, () -> {
            StoreException refused = assertThrows(StoreException.class, () -> submit(engine, one("echo"), 2));
            assertEquals(StoreException.Fault.NOT_DONE, refused.fault());
            assertThrows(StoreException.class, () -> engine.hub().deploy(one("echo"), SOON));
            assertThrows(StoreException.class, () -> engine.hub().cancel(id));
        });
    }

    @Test
    void letsGoOfThreadsThatWaitForAProcess() throws Exception {
        EngineHub engine = start();
        CompletableFuture<ProcessResult> run = CompletableFuture.supplyAsync(() -> engine.run(one("gate"), 1));
        gate.awaitEntered(1);
        engine.close();
        Throwable thrown = assertTimeoutPreemptively(SOON, () -> assertThrows(CompletionException.class, run::join));
        assertInstanceOf(StillRunningException.class, thrown.getCause());
        assertTrue(thrown.getMessage().contains("this engine was closed"), thrown.getMessage());
    }

    @Test
    void waitsForWhatIsInTheSlotsWhenTheEngineIsDrained() throws Exception {
        try (EngineHub idle = start()) {
            assertTrue(idle.drain(SOON));
        }
        try (EngineHub engine = start()) {
            ProcessId running = submit(engine, one("gate"), 1);
            gate.awaitEntered(1);
            assertFalse(engine.drain(Duration.ofMillis(20)));
            ProcessId waiting = submit(engine, one("gate"), 2);
            gate.open();
            assertTrue(engine.drain(SOON));
            assertEquals(ProcessStatus.FINISHED, Engines.status(engine, running));
            assertEquals(ProcessStatus.PENDING, Engines.status(engine, waiting));
        }
    }

    @Test
    void handsBackWhatIsInTheSlotsSoThatAnotherEngineOnTheSameStoreGoesOnWithIt() throws Exception {
        InMemoryProcessStore store = new InMemoryProcessStore(Instant::now);
        ProcessId id;
        try (EngineHub first = Engines.local().store(store).algorithm(gate).start()) {
            id = submit(first, one("gate"), 1);
            gate.awaitEntered(1);
        }
        assertEquals(
                ProcessStatus.PENDING, store.history().find(id).orElseThrow().status());
        gate.open();
        try (EngineHub second = Engines.local().store(store).algorithm(gate).start()) {
            assertEquals(1, second.hub().await(id, SOON).output(Integer.class));
        }
    }

    @Test
    void anAgentFinishesWhatItHoldsBeforeItGoes() throws Exception {
        try (InProcessTransport transport = new InProcessTransport();
                LocalRegistry registry = new LocalRegistry();
                EngineHub hub =
                        Engines.local().transport(transport).registry(registry).start();
                EngineHub agent = EngineHub.named("agent")
                        .algorithm(gate)
                        .transport(transport)
                        .registry(registry)
                        .closePatience(Duration.ZERO)
                        .start()) {
            ProcessId running = submit(hub, one("gate"), 1);
            gate.awaitEntered(1);
            assertFalse(agent.drain(Duration.ofMillis(20)));
            ProcessId waiting = submit(hub, one("gate"), 2);
            eventually(() -> assertEquals(Explanation.Reason.NO_AGENT, Engines.reason(hub, waiting)));
            gate.open();
            assertTrue(agent.drain(SOON));
            assertEquals(1, hub.hub().await(running, SOON).output(Integer.class));
            assertEquals(1, Engines.step(hub.hub(), running, "it").attempts());
        }
    }
}
