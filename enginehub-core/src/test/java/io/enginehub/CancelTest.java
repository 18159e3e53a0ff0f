package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Hub;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Retry;
import io.enginehub.api.Step;
import io.enginehub.api.StepStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CancelTest {
    private final Gate gate = new Gate("gate");
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<Boolean> sawCancelled = new CompletableFuture<>();

    @AutoClose
    final EngineHub engine = Engines.local()
            .dispatcher(dispatcher -> dispatcher.slots(1))
            .algorithm(gate)
            .algorithm(Coded.echo("echo"))
            .algorithm(new Coded("patient", (input, step) -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    sawCancelled.complete(step.isCancelled());
                }
                return input;
            }))
            .algorithm(new Coded("broken", (input, step) -> {
                throw new IllegalStateException("no");
            }))
            .start();

    private final Hub hub = engine.hub();

    @Test
    void reachesARunningHandlerAndFreesTheSlot() throws Exception {
        ProcessId id = submit(engine, ProcessFlow.chain("flow", "patient", "echo"), 1);
        assertTrue(begun.await(SOON.toSeconds(), TimeUnit.SECONDS));
        assertTrue(hub.cancel(id));
        assertTrue(sawCancelled.get(SOON.toSeconds(), TimeUnit.SECONDS), "isCancelled() was false");
        ProcessResult result = hub.await(id, SOON);
        assertEquals(ProcessStatus.CANCELLED, result.process().status());
        for (Step step : result.steps()) {
            assertEquals(StepStatus.CANCELLED, step.status());
        }
        assertEquals(2, engine.run(one("echo"), 2).output(Integer.class));
    }

    @Test
    void endsAProcessThatStillWaitsSoThatItNeverRuns() throws Exception {
        ProcessId running = submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        ProcessId waiting = submit(engine, one("gate"), 2);
        assertTrue(hub.cancel(waiting));
        assertEquals(ProcessStatus.CANCELLED, hub.await(waiting, SOON).process().status());
        gate.open();
        hub.await(running, SOON);
        engine.run(one("echo"), 3);
        assertEquals(1, gate.inputs().size());
    }

    @Test
    void endsAProcessThatBacksOff() {
        Retry slowly = new Retry(2, Duration.ofHours(1), 1, Duration.ofHours(1));
        ProcessId id = submit(engine, one("broken", p -> p.retry(slowly)), 1);
        eventually(() -> assertEquals(ProcessStatus.PENDING, Engines.status(engine, id)));
        assertTrue(hub.cancel(id));
        assertEquals(ProcessStatus.CANCELLED, hub.await(id, SOON).process().status());
    }

    @Test
    void doesNothingToAProcessThatHasEnded() {
        ProcessId id = engine.run(one("echo"), 1).process().id();
        assertFalse(hub.cancel(id));
        assertEquals(ProcessStatus.FINISHED, Engines.status(engine, id));
    }
}
