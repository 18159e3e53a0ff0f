package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Explanation;
import io.enginehub.api.Failure;
import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Retry;
import io.enginehub.api.StepContext;
import io.enginehub.api.SubmitOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TimeoutTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final CountDownLatch wakes = new CountDownLatch(1);
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private final AtomicInteger interrupts = new AtomicInteger();
    private final Gate gate = new Gate("gate");
    private final SlowLoader loader = new SlowLoader("loader");

    @AutoClose
    final EngineHub engine = Engines.local()
            .algorithm(gate)
            .algorithm(loader)
            .algorithm(Coded.echo("echo"))
            .algorithm(new Coded("patient", (input, step) -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.complete(step.isCancelled());
                }
                return input;
            }))
            .algorithm(new Coded(
                    "clock", (input, step) -> Payload.of(step.deadline().toString())))
            .algorithm(new Coded("deaf", this::deaf), agent -> agent.capacity(2))
            .start();

    private final Hub hub = engine.hub();

    @AfterEach
    void wake() {
        wakes.countDown();
    }

    /** Handles "hang" until the test ends, whoever interrupts it. */
    private Payload deaf(Payload input, StepContext step) {
        while (input.text().equals("\"hang\"") && wakes.getCount() > 0) {
            try {
                wakes.await();
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
            }
        }
        return input;
    }

    private static ProcessFlow hasty(String algorithm) {
        return one(algorithm, p -> p.timeout(SHORT).retry(Retry.NONE));
    }

    private static void assertTimedOut(ProcessResult result) {
        assertEquals(ProcessStatus.FAILED, result.process().status());
        assertEquals(
                new Failure(Failure.Kind.TIMEOUT, "it", "It took longer than its time-out of PT0.05S."),
                result.process().failure());
    }

    @Test
    void interruptsAHandlerThatTakesTooLong() throws Exception {
        // why several attempts: on a busy machine the time of one may be over before its handler has begun
        Retry often = new Retry(10, Duration.ofMillis(1), 1, Duration.ofMillis(1));
        assertTimedOut(engine.run(one("patient", p -> p.timeout(SHORT).retry(often)), 1));
        assertTrue(interrupted.get(SOON.toSeconds(), TimeUnit.SECONDS), "isCancelled() was false");
        assertEquals(2, engine.run(hasty("echo"), 2).output(Integer.class));
    }

    @Test
    void triesAgainWhatTookTooLong() {
        Retry twice = new Retry(2, Duration.ofMillis(1), 1, Duration.ofMillis(1));
        ProcessResult result = engine.run(one("patient", p -> p.timeout(SHORT).retry(twice)), 1);
        assertTimedOut(result);
        assertEquals(2, result.steps().get(0).attempts());
    }

    @Test
    void countsAHandlerThatDoesNotReturnAgainstTheCapacity() {
        assertTimedOut(engine.run(hasty("deaf"), "hang"));
        assertEquals(2, engine.run(one("deaf"), 2).output(Integer.class)); // one of two places is left
        assertTimedOut(engine.run(hasty("deaf"), "hang"));
        ProcessId third = submit(engine, one("deaf"), 3);
        eventually(() -> assertEquals(Explanation.Reason.AGENT_BUSY, Engines.reason(engine, third)));
        assertEquals(4, engine.run(one("echo"), 4).output(Integer.class));
        assertEquals(2, interrupts.get());
        wakes.countDown();
        assertEquals(3, hub.await(third, SOON).output(Integer.class));
    }

    @Test
    void doesNotCountTheTimeInWhichTheModelLoads() throws Exception {
        loader.block("slow");
        ProcessFlow flow = one(
                "loader", p -> p.model(Map.of("says", "slow")).timeout(SHORT).retry(Retry.NONE));
        ProcessId id = submit(engine, flow, 1);
        loader.awaitLoading("slow");
        Executor later = CompletableFuture.delayedExecutor(4 * SHORT.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> loader.unblock("slow"));
        assertEquals("slow", hub.await(id, SOON).output(String.class));
    }

    @Test
    void tellsTheHandlerWhenItWillBeInterrupted() {
        Instant before = Instant.now();
        ProcessFlow bounded = one("clock", p -> p.timeout(Duration.ofHours(1)));
        Instant deadline = Instant.parse(engine.run(bounded, 1).output(String.class));
        assertFalse(deadline.isBefore(before.plus(Duration.ofHours(1))));
        assertFalse(deadline.isAfter(Instant.now().plus(Duration.ofHours(1))));
        assertEquals(Instant.MAX.toString(), engine.run(one("clock"), 1).output(String.class));
    }

    @Test
    void endsAProcessWhoseDeadlinePassesWhileItRuns() throws Exception {
        ProcessFlow flow = ProcessFlow.builder("short")
                .processor("it", "patient")
                .deadline(Duration.ofSeconds(1))
                .build();
        engine.run(one("echo"), 1); // warm, so that the handler has begun long before the deadline
        ProcessResult result = engine.run(flow, 1);
        assertEquals(ProcessStatus.TIMED_OUT, result.process().status());
        assertEquals(Failure.Kind.TIMEOUT, result.process().failure().kind());
        assertTrue(interrupted.get(SOON.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void endsAProcessWhoseDeadlinePassesWhileItWaits() {
        SubmitOptions soon = new SubmitOptions(null, Map.of(), Duration.ofMillis(20));
        ProcessId id = hub.submitAdHoc(one("absent"), Payload.of(1), soon);
        assertEquals(ProcessStatus.TIMED_OUT, hub.await(id, SOON).process().status());
    }

    @Test
    void takesTheDeadlineOfTheSubmitBeforeThatOfTheFlow() {
        ProcessFlow flow = ProcessFlow.builder("short")
                .processor("it", "gate")
                .deadline(Duration.ofMillis(1))
                .build();
        SubmitOptions longer = new SubmitOptions(null, Map.of(), Duration.ofHours(1));
        gate.open();
        ProcessId id = hub.submitAdHoc(flow, Payload.of(1), longer);
        assertEquals(ProcessStatus.FINISHED, hub.await(id, SOON).process().status());
    }

    @Test
    void hasNoDeadlineAnyMoreAfterAnOperatorsRetry() {
        ProcessFlow flow = ProcessFlow.builder("short")
                .processor("it", "gate")
                .deadline(Duration.ofMillis(50))
                .build();
        ProcessId id = submit(engine, flow, 1);
        assertEquals(ProcessStatus.TIMED_OUT, hub.await(id, SOON).process().status());
        gate.open();
        assertTrue(hub.retry(id));
        assertEquals(ProcessStatus.FINISHED, hub.await(id, SOON).process().status());
    }
}
