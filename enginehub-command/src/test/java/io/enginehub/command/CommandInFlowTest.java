package io.enginehub.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.EngineHub;
import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.Retry;
import io.enginehub.api.Step;
import io.enginehub.api.SubmitOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs in flows: what fails with which kind, and what is tried again. */
@Timeout(60)
final class CommandInFlowTest {
    private static final Retry RETRY = new Retry(2, Duration.ofMillis(10), 1, Duration.ofMillis(10));

    @AutoClose
    private final CommandAlgorithm obey = Obey.algorithm(2);

    @AutoClose
    private final EngineHub engine =
            EngineHub.local().algorithm(obey, agent -> agent.capacity(2)).start();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isTriedAgainWhenItDies() {
        ProcessResult result = engine.run(
                flow(Map.of()),
                Map.of("do", "die once", "file", folder.resolve("died").toString()));
        assertEquals("alive", result.output(String.class));
        assertEquals(2, result.steps().get(0).attempts());
    }

    @Test
    void isNotTriedAgainWithAnInputThatIsAtFault() {
        ProcessResult result = engine.run(flow(Map.of()), Map.of("do", "input"));
        Step step = result.steps().get(0);
        assertEquals(1, step.attempts());
        assertEquals(Failure.Kind.INPUT, result.process().failure().kind());
        assertEquals("row 3 is no number", result.process().failure().message());
    }

    @Test
    void failsWithTheModelThatDoesNotLoad() {
        ProcessResult result = engine.run(flow(Map.of("load", "die")), 1);
        Failure failure = result.process().failure();
        assertEquals(Failure.Kind.MODEL, failure.kind());
        assertTrue(failure.message().contains("no such weights"), failure.message());
    }

    @Test
    void isKilledWhenItsTimeIsOverAndHarmsNobody() {
        ProcessFlow impatient = ProcessFlow.builder("hanging")
                .processor(
                        "a", "test.obey", p -> p.timeout(Duration.ofSeconds(1)).retry(Retry.NONE))
                .build();
        ProcessId hanging = submit(impatient, Map.of("do", "hang"));
        List<ProcessId> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            others.add(submit(flow(Map.of()), i));
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(i, await(others.get(i)).output(Integer.class));
        }
        assertEquals(Failure.Kind.TIMEOUT, await(hanging).process().failure().kind());
        assertEquals(1, engine.run(flow(Map.of()), 1).output(Integer.class), "there is a new process");
    }

    private ProcessId submit(ProcessFlow flow, Object input) {
        return engine.hub().submitAdHoc(flow, Payload.of(input), SubmitOptions.none());
    }

    private ProcessResult await(ProcessId id) {
        return engine.hub().await(id, Duration.ofSeconds(30));
    }

    private static ProcessFlow flow(Map<String, ?> model) {
        return ProcessFlow.builder("obey")
                .processor("a", "test.obey", p -> p.model(model).retry(RETRY))
                .build();
    }
}
