package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.step;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Explanation;
import io.enginehub.api.Failure;
import io.enginehub.api.Hub;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Retry;
import io.enginehub.api.Step;
import io.enginehub.api.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final List<Integer> attempts = new CopyOnWriteArrayList<>();
    private final AtomicInteger echoes = new AtomicInteger();
    private final Gate gate = new Gate("gate");

    @AutoClose
    final EngineHub engine = Engines.local()
            .dispatcher(dispatcher -> dispatcher.slots(1))
            .algorithm(gate)
            .algorithm(new Coded("echo", (input, step) -> {
                echoes.incrementAndGet();
                return input;
            }))
            .algorithm(new Coded("broken", (input, step) -> {
                attempts.add(step.attempt());
                throw new IllegalStateException("no");
            }))
            .algorithm(new Coded("flaky", (input, step) -> {
                if (step.attempt() == 1) {
                    throw new IllegalStateException("not yet");
                }
                return input;
            }))
            .start();

    private final Hub hub = engine.hub();

    private static Retry retry(int attempts, Duration backoff) {
        return new Retry(attempts, backoff, 1, backoff);
    }

    @Test
    void triesAsOftenAsTheFlowSaysAndThenFails() {
        ProcessResult result = engine.run(one("broken", p -> p.retry(retry(4, Duration.ofMillis(2)))), 1);
        assertEquals(List.of(1, 2, 3, 4), attempts);
        assertEquals(ProcessStatus.FAILED, result.process().status());
        assertEquals(
                new Failure(Failure.Kind.ALGORITHM, "it", "IllegalStateException: no"),
                result.process().failure());
        assertEquals(4, result.steps().get(0).attempts());
    }

    @Test
    void showsAStepThatIsTriedAgainLaterWhileAnotherOneRuns() throws Exception {
        ProcessFlow flow = ProcessFlow.builder("branches")
                .processor("it", "flaky", p -> p.retry(retry(2, Duration.ofHours(1))))
                .processor("other", "gate")
                .output("other")
                .build();
        ProcessId id = submit(engine, flow, 1);
        gate.awaitEntered(1);
        eventually(() -> assertEquals(StepStatus.RETRYING, step(hub, id, "it").status()));
        Step retrying = step(hub, id, "it");
        assertEquals(1, retrying.attempts());
        assertEquals("IllegalStateException: not yet", retrying.failure().message());
        assertTrue(retrying.nextAttempt().isAfter(Instant.now().plus(Duration.ofMinutes(20))));
        assertEquals(ProcessStatus.RUNNING, Engines.status(engine, id));
        assertEquals(Explanation.Reason.RUNNING, Engines.reason(engine, id));
        gate.open();
        eventually(() -> assertEquals(ProcessStatus.PENDING, Engines.status(engine, id)));
        assertEquals(StepStatus.RETRYING, step(hub, id, "it").status());
    }

    @Test
    void holdsTheSlotWhileAShortBackoffLasts() {
        ProcessResult result = engine.run(one("flaky", p -> p.retry(retry(2, Duration.ofMillis(200)))), 1);
        assertEquals(1, result.output(Integer.class));
        assertEquals(1, result.process().epoch()); // claimed once
    }

    @Test
    void givesTheSlotBackWhileALongBackoffLasts() {
        ProcessId id = submit(engine, one("broken", p -> p.retry(retry(2, Duration.ofHours(1)))), 1);
        eventually(() -> assertEquals(ProcessStatus.PENDING, Engines.status(engine, id)));
        assertEquals(2, engine.run(one("echo"), 2).output(Integer.class));

        Explanation why = hub.explain(id);
        assertEquals(Explanation.Reason.BACKING_OFF, why.reason());
        Step step = step(hub, id, "it");
        assertEquals(StepStatus.RETRYING, step.status());
        assertEquals(1, step.attempts());
        // why half: the delay is drawn between half of the backoff and the whole
        Instant ended = step.ended();
        assertFalse(step.nextAttempt().isBefore(ended.plus(Duration.ofMinutes(30))));
        assertFalse(step.nextAttempt().isAfter(ended.plus(Duration.ofMinutes(60))));
        assertFalse(why.until().isBefore(ended.plus(Duration.ofMinutes(30))));
        assertFalse(why.until().isAfter(ended.plus(Duration.ofMinutes(61))));
    }

    @Test
    void goesOnAfterALongBackoffWithoutRunningFinishedStepsAgain() {
        ProcessFlow flow = ProcessFlow.builder("long")
                .processor("a", "echo")
                .processor("b", "flaky", p -> p.input("a").retry(retry(2, Duration.ofMillis(2100))))
                .build();
        ProcessId id = submit(engine, flow, 1);
        ProcessResult result = hub.await(id, SOON);
        assertEquals(1, result.output(Integer.class));
        assertEquals(1, echoes.get());
        assertEquals(2, result.steps().get(1).attempts());
        assertEquals(2, result.process().epoch()); // claimed twice
    }
}
