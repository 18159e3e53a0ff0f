package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.step;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.enginehub.api.Failure;
import io.enginehub.api.Hub;
import io.enginehub.api.LogLine;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.ProcessTimes;
import io.enginehub.api.Retry;
import io.enginehub.api.Step;
import io.enginehub.api.StepStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Retry AT_ONCE = new Retry(2, Duration.ofMillis(1), 1, Duration.ofMillis(1));

    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final List<String> keys = new CopyOnWriteArrayList<>();

    @AutoClose
    final EngineHub engine = Engines.local()
            .algorithm(Coded.echo("echo"))
            .algorithm(new Coded("flaky", (input, step) -> {
                keys.add(step.key() + " " + step.attempt());
                if (step.attempt() == 1) {
                    throw new IllegalStateException("not yet");
                }
                return input;
            }))
            .algorithm(new Coded("broken", (input, step) -> {
                throw new IllegalStateException("never");
            }))
            .algorithm(new Coded("talker", (input, step) -> {
                step.log("one");
                step.warn("two");
                step.progress(0.25);
                mayEnd.await();
                step.log("three");
                return input;
            }))
            .start();

    private final Hub hub = engine.hub();

    @Test
    void showsAttemptsAgentsAndTimesOfEachProcessor() {
        ProcessFlow flow = ProcessFlow.builder("steps")
                .processor("a", "echo")
                .processor("b", "flaky", p -> p.input("a").retry(AT_ONCE))
                .processor("c", "echo", p -> p.input("b"))
                .build();
        ProcessResult result = engine.run(flow, 1);
        assertEquals(
                List.of("a FINISHED 1 echo", "b FINISHED 2 flaky", "c FINISHED 1 echo"),
                result.steps().stream()
                        .map(s -> s.processor() + " " + s.status() + " " + s.attempts() + " " + s.agent())
                        .toList());
        Step before = null;
        for (Step step : result.steps()) {
            assertFalse(step.ended().isBefore(step.started()));
            assertFalse(before != null && step.ended().isBefore(before.ended()));
            before = step;
        }
        ProcessTimes times = result.process().times();
        assertFalse(times.started().isBefore(times.submitted()));
        assertFalse(times.ended().isBefore(times.started()));
        assertEquals(result.steps(), hub.steps(result.process().id()));
        String key = result.process().id() + "/b";
        assertEquals(List.of(key + " 1", key + " 2"), keys);
    }

    @Test
    void showsAProcessThatIsUnderWay() {
        ProcessId id = submit(engine, ProcessFlow.chain("live", "echo", "talker", "broken"), 1);
        eventually(() -> assertEquals(0.25, step(hub, id, "talker").progress()));
        assertEquals(StepStatus.FINISHED, step(hub, id, "echo").status());
        Step talker = step(hub, id, "talker");
        assertEquals(StepStatus.RUNNING, talker.status());
        assertEquals(1, talker.attempts());
        assertEquals("talker", talker.agent());
        assertNotNull(talker.started());
        assertNull(talker.ended());
        assertEquals(StepStatus.WAITING, step(hub, id, "broken").status());
        assertEquals(0, step(hub, id, "broken").attempts());
        mayEnd.countDown();
    }

    @Test
    void showsLogLinesAndWarningsWhileTheHandlerStillRunsAndAfterwards() {
        ProcessId id = submit(engine, ProcessFlow.chain("live", "talker"), 1);
        eventually(() -> assertEquals(2, hub.logs(id, 0).items().size()));
        List<LogLine> live = hub.logs(id, 0).items();
        assertEquals(List.of("one", "two"), live.stream().map(LogLine::text).toList());
        assertEquals(
                List.of(LogLine.Level.INFO, LogLine.Level.WARN),
                live.stream().map(LogLine::level).toList());
        assertEquals("talker", live.get(0).processor());
        mayEnd.countDown();

        ProcessResult result = hub.await(id, SOON);
        assertEquals(
                List.of("one", "two", "three"),
                result.logs().stream().map(LogLine::text).toList());
        assertEquals(
                List.of("two"), result.warnings().stream().map(LogLine::text).toList());
        List<LogLine> later = hub.logs(id, live.get(1).number()).items();
        assertEquals(List.of("three"), later.stream().map(LogLine::text).toList());
        assertNull(hub.logs(id, 0).next());
    }

    @Test
    void showsWhichStepFailedAndWhyAndThatTheOthersHaveNoOutcome() {
        ProcessFlow flow = ProcessFlow.builder("steps")
                .processor("good", "echo")
                .processor("bad", "broken", p -> p.input("good").retry(AT_ONCE))
                .processor("rest", "echo", p -> p.input("bad"))
                .build();
        ProcessResult result = engine.run(flow, 1);
        assertEquals(ProcessStatus.FAILED, result.process().status());
        Failure failure = new Failure(Failure.Kind.ALGORITHM, "bad", "IllegalStateException: never");
        assertEquals(failure, result.process().failure());
        Step bad = result.steps().get(1);
        assertEquals(StepStatus.FAILED, bad.status());
        assertEquals(2, bad.attempts());
        assertEquals(failure, bad.failure());
        assertEquals("broken", bad.agent());
        assertEquals(StepStatus.FINISHED, result.steps().get(0).status());
        assertEquals(StepStatus.CANCELLED, result.steps().get(2).status());
    }

    @Test
    void runsABranchedFlowAndJoinsWhatItsProcessorsGive() {
        ProcessFlow flow = ProcessFlow.parse("""
                {"format":1,"key":"join","processors":{
                  "a":{"algorithm":"echo","input":"#/x"},
                  "b":{"algorithm":"echo","input":"#/y"},
                  "both":{"algorithm":"echo","input":{"left":"a","right":["b",1]}}},
                 "output":{"joined":"both","first":"both#/left"}}
                """);
        ProcessResult result = engine.run(flow, Payload.ofJson("{\"x\":1.50,\"y\":[true]}"));
        assertEquals(
                "{\"joined\":{\"left\":1.50,\"right\":[[true],1]},\"first\":1.50}",
                result.output().text());
    }
}
