package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.step;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OperatorRetryTest {
    private static final Retry TWICE = new Retry(2, Duration.ofMillis(1), 1, Duration.ofMillis(1));

    private final AtomicInteger firstRuns = new AtomicInteger();
    private final AtomicInteger lastAttempt = new AtomicInteger();
    private final AtomicBoolean healed = new AtomicBoolean();
    private final Gate gate = new Gate("gate");

    @AutoClose
    final EngineHub engine = Engines.local()
            .dispatcher(dispatcher -> dispatcher.slots(1))
            .algorithm(gate)
            .algorithm(new Coded("first", (input, step) -> {
                firstRuns.incrementAndGet();
                return input;
            }))
            .algorithm(new Coded("second", (input, step) -> {
                lastAttempt.set(step.attempt());
                if (!healed.get()) {
                    throw new IllegalStateException("ill");
                }
                return input;
            }))
            .start();

    private final Hub hub = engine.hub();

    private static ProcessFlow flow() {
        return ProcessFlow.builder("retried")
                .processor("a", "first")
                .processor("b", "second", p -> p.input("a").retry(TWICE))
                .build();
    }

    @Test
    void keepsFinishedStepsAndRunsTheFailedOneAgainWithAllItsAttempts() {
        ProcessId id = submit(engine, flow(), 5);
        assertEquals(ProcessStatus.FAILED, hub.await(id, SOON).process().status());
        assertEquals(2, lastAttempt.get());

        assertTrue(hub.retry(id));
        assertEquals(ProcessStatus.FAILED, hub.await(id, SOON).process().status());
        assertEquals(2, lastAttempt.get());

        healed.set(true);
        assertTrue(hub.retry(id));
        ProcessResult result = hub.await(id, SOON);
        assertEquals(5, result.output(Integer.class));
        assertNull(result.process().failure());
        assertEquals(1, firstRuns.get());
        assertEquals(1, lastAttempt.get());
        assertEquals(StepStatus.FINISHED, result.steps().get(1).status());
    }

    @Test
    void countsTheAttemptsOfTheNewRunOnly() throws Exception {
        ProcessId id = submit(engine, flow(), 5);
        hub.await(id, SOON);
        submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        assertTrue(hub.retry(id));
        Step waiting = step(hub, id, "b");
        assertEquals(StepStatus.READY, waiting.status());
        assertEquals(0, waiting.attempts());
        assertNull(waiting.failure());
        gate.open();
    }

    @Test
    void putsACancelledProcessBackIntoTheQueue() throws Exception {
        ProcessId id = submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        hub.cancel(id);
        assertTrue(hub.retry(id));
        gate.open();
        assertEquals(1, hub.await(id, SOON).output(Integer.class));
    }

    @Test
    void doesNothingToAProcessThatRunsOrHasFinished() throws Exception {
        ProcessId id = submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        assertFalse(hub.retry(id));
        gate.open();
        hub.await(id, SOON);
        assertFalse(hub.retry(id));
        assertEquals(ProcessStatus.FINISHED, Engines.status(engine, id));
    }
}
