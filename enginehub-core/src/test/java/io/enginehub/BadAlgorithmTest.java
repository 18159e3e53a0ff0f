package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Failure;
import io.enginehub.api.Hub;
import io.enginehub.api.InputException;
import io.enginehub.api.LogLine;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Retry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadAlgorithmTest {
    private static final Retry TWICE = new Retry(2, Duration.ofMillis(1), 1, Duration.ofMillis(1));

    record Point(int x) {}

    private final AtomicInteger calls = new AtomicInteger();
    private final Gate bystander = new Gate("bystander");

    @AutoClose
    final EngineHub engine = Engines.local()
            .algorithm(bystander)
            .algorithm(bad("throws", (input, step) -> {
                throw new IOException("the disk is gone");
            }))
            .algorithm(bad("overflows", (input, step) -> Payload.of(deeper(1))))
            .algorithm(bad("fails.an.assertion", (input, step) -> {
                throw new AssertionError("never so");
            }))
            .algorithm(bad("null", (input, step) -> null))
            .algorithm(bad(
                    "noJson", (input, step) -> Payload.ofBytes(Payload.JSON, "{oops".getBytes(StandardCharsets.UTF_8))))
            .algorithm(bad("large", (input, step) -> Payload.ofBytes("image/png", new byte[(16 << 20) + 1])))
            .algorithm(bad("picky", (input, step) -> {
                throw new InputException("row 7 has no label");
            }))
            .algorithm(bad("hangs", (input, step) -> {
                new CountDownLatch(1).await();
                return input;
            }))
            .algorithm(bad("talks", (input, step) -> {
                for (int i = 0; i < 100_000; i++) {
                    step.log("line " + i);
                }
                return input;
            }))
            .algorithm(Coded.echo("echo"))
            .algorithm(Algorithm.of("typed", Point.class, point -> {
                calls.incrementAndGet();
                return point.x();
            }))
            .algorithm(Algorithm.of("strict", Point.class, Payload.class, model -> (input, step) -> input))
            .algorithm(new Unloadable())
            .start();

    private final Hub hub = engine.hub();
    private ProcessId besides;

    private Algorithm bad(String name, Model model) {
        return new Coded(name, (input, step) -> {
            calls.incrementAndGet();
            return model.apply(input, step);
        });
    }

    private static int deeper(int level) {
        return level == 0 ? 0 : 1 + deeper(level + 1);
    }

    /** Its model cannot be loaded, ever. */
    private static final class Unloadable implements Algorithm {
        @Override
        public String name() {
            return "unloadable";
        }

        @Override
        public Model load(Payload model) {
            if (model.text().contains("null")) {
                return null;
            }
            throw new UnsatisfiedLinkError("no native library");
        }
    }

    @BeforeEach
    void startAProcessBesides() throws Exception {
        besides = submit(engine, one("bystander"), 1);
        bystander.awaitEntered(1);
    }

    @AfterEach
    void theOtherProcessIsUnharmed() {
        bystander.open();
        assertEquals(1, hub.await(besides, SOON).output(Integer.class));
        assertEquals(2, engine.run(one("echo"), 2).output(Integer.class));
    }

    private Failure failure(ProcessFlow flow, Object input) {
        ProcessResult result = engine.run(flow, input);
        assertEquals(ProcessStatus.FAILED, result.process().status());
        return result.process().failure();
    }

    private static ProcessFlow twice(String algorithm) {
        return one(algorithm, p -> p.retry(TWICE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    throws             | ALGORITHM | 2 | IOException: the disk is gone
                    overflows          | ALGORITHM | 2 | StackOverflowError
                    fails.an.assertion | ALGORITHM | 2 | AssertionError: never so
                    null               | ALGORITHM | 2 | The algorithm returned null instead of a payload.
                    noJson             | ALGORITHM | 2 | The output is not what its type says.
                    large              | TOO_LARGE | 1 | The output has 16777217 bytes; at most 16777216 are taken.
                    picky              | INPUT     | 1 | row 7 has no label
                    """)
    void failsItsOwnStepAndSaysWhy(String algorithm, Failure.Kind kind, int attempts, String message) {
        Failure failure = failure(twice(algorithm), 1);
        assertEquals(kind, failure.kind());
        assertEquals("it", failure.processor());
        assertTrue(failure.message().startsWith(message), failure.message());
        assertEquals(attempts, calls.get());
    }

    @Test
    void isGivenUpWhenItNeverReturns() {
        Failure failure =
                failure(one("hangs", p -> p.timeout(Duration.ofMillis(20)).retry(TWICE)), 1);
        assertEquals(Failure.Kind.TIMEOUT, failure.kind());
        assertEquals(2, calls.get());
    }

    @Test
    void failsTheStepAtOnceWhenItsModelDoesNotLoad() {
        Failure thrown = failure(twice("unloadable"), 1);
        assertEquals(new Failure(Failure.Kind.MODEL, "it", "UnsatisfiedLinkError: no native library"), thrown);
        Failure none = failure(one("unloadable", p -> p.model(Payload.NULL)), 1);
        assertEquals(new Failure(Failure.Kind.MODEL, "it", "Algorithm 'unloadable' loaded null."), none);
    }

    @Test
    void refusesAModelWithAKeyThatItDoesNotKnowOrLacks() {
        Failure unknown = failure(one("strict", p -> p.model(Map.of("x", 1, "y", 2))), 1);
        assertEquals(Failure.Kind.MODEL, unknown.kind());
        assertTrue(unknown.message().contains("y"), unknown.message());
        Failure missing = failure(one("strict"), 1);
        assertEquals(Failure.Kind.MODEL, missing.kind());
        assertTrue(missing.message().contains("x"), missing.message());
    }

    @Test
    void isNotCalledAndNotTriedAgainWithAnInputThatDoesNotFit() {
        ProcessResult result = engine.run(twice("typed"), Map.of("x", "seven"));
        assertEquals(Failure.Kind.INPUT, result.process().failure().kind());
        assertTrue(result.process().failure().message().contains("/x"));
        assertEquals(1, result.steps().get(0).attempts());
        assertEquals(0, calls.get());
        assertEquals(3, engine.run(twice("typed"), Map.of("x", 3, "other", 4)).output(Integer.class));
    }

    @Test
    void isNotCalledWhenAReferenceFindsNothing() {
        ProcessFlow flow = ProcessFlow.builder("refers")
                .processor("first", "echo")
                .processor("second", "typed", p -> p.input("first#/rows/7").retry(TWICE))
                .build();
        ProcessResult result = engine.run(flow, Map.of("rows", List.of(1, 2)));
        Failure failure = result.process().failure();
        assertEquals(Failure.Kind.INPUT, failure.kind());
        assertEquals("second", failure.processor());
        assertTrue(failure.message().contains("'first#/rows/7'"), failure.message());
        assertEquals(1, result.steps().get(1).attempts());
        assertEquals(0, calls.get());
    }

    @Test
    void isNotCalledWhenAReferencePointsIntoSomethingThatIsNotJson() {
        ProcessFlow flow = one("typed", p -> p.input("#/rows"));
        Failure failure = failure(flow, Payload.ofText("text/csv", "a,b"));
        assertEquals(Failure.Kind.INPUT, failure.kind());
        assertTrue(failure.message().contains("'#/rows'"), failure.message());
        assertTrue(failure.message().contains("text/csv"), failure.message());
    }

    @Test
    void failsTheProcessWhenItsOutputCannotBeBuilt() {
        ProcessFlow flow = ProcessFlow.builder("output")
                .processor("it", "echo")
                .output("it#/missing")
                .build();
        Failure failure = failure(flow, Map.of("there", 1));
        assertEquals(Failure.Kind.INPUT, failure.kind());
        assertTrue(failure.message().contains("'it#/missing'"), failure.message());
    }

    @Test
    void logsOnlySoMuch() {
        ProcessResult result = engine.run(one("talks"), 1);
        assertEquals(1001, result.logs().size());
        assertEquals("line 999", result.logs().get(999).text());
        assertEquals(
                List.of("The attempt logged more than 1000 lines; the rest is left out."),
                result.warnings().stream().map(LogLine::text).toList());
    }
}
