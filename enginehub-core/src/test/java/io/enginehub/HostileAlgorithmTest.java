package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.step;
import static io.enginehub.Engines.submit;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Failure;
import io.enginehub.api.Hub;
import io.enginehub.api.LogLine;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Retry;
import io.enginehub.api.Shape;
import io.enginehub.api.StepContext;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an algorithm may do: at the worst its own step fails. The slot and the agent's place come back. */
class HostileAlgorithmTest {
    private static final Retry TWICE = new Retry(2, Duration.ofMillis(1), 1, Duration.ofMillis(1));

    /** As deep as no payload may be. */
    private static final String DEEP = "[".repeat(10_000) + "]".repeat(10_000);

    private static final Map<String, Model> FAILURES = Map.ofEntries(
            entry("out of memory", (input, step) -> {
                throw new OutOfMemoryError("by hand");
            }),
            entry("class that fails to load", (input, step) -> Payload.of(Unloadable.SIZE)),
            entry("death of a thread", (input, step) -> {
                throw new Death();
            }),
            entry("any throwable", (input, step) -> sneak(new Throwable("neither exception nor error"))),
            entry("throwable without a readable message", (input, step) -> {
                throw new Mute();
            }),
            entry("throwable without a name", (input, step) -> {
                throw new IllegalStateException() {};
            }),
            entry("deep bytes", (input, step) -> json(DEEP)),
            entry("deep text", (input, step) -> Payload.ofJson(DEEP)),
            entry("long type", (input, step) -> Payload.ofBytes("x/" + "y".repeat(1 << 20), new byte[1])));

    private final Map<String, Model> deeds = new ConcurrentHashMap<>(FAILURES);
    private final Bystander bystander = new Bystander();
    private final Gate gate = new Gate("gate");

    @AutoClose
    final EngineHub engine = Engines.local()
            .dispatcher(dispatcher -> dispatcher.slots(2)) // why: so that a slot which does not come back is missed
            .algorithm(bystander.algorithm())
            .algorithm(gate)
            .algorithm(new Coded("hostile", this::act), agent -> agent.capacity(1))
            .start();

    private final Hub hub = engine.hub();

    /** Does what the input says, and gives the input back where that is nothing known. */
    private Payload act(Payload input, StepContext step) throws Exception {
        Model deed = deeds.get(input.text()); // why by text: what came of other deeds is here as well
        return deed == null ? input : deed.apply(input, step);
    }

    private static final class Unloadable {
        static final int SIZE = size();

        private static int size() {
            throw new IllegalStateException("no native library");
        }
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even that");
        }
    }

    @SuppressWarnings("unchecked") // why: that is how languages without checked exceptions throw
    private static <E extends Throwable> Payload sneak(Throwable e) throws E {
        throw (E) e;
    }

    private static Payload json(String text) {
        return Payload.ofBytes(Payload.JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Payload text(String text) {
        return Payload.ofText("text/plain", text);
    }

    @BeforeEach
    void startAProcessBesides() throws Exception {
        bystander.begin(engine);
    }

    @AfterEach
    void nothingIsLostAndNobodyElseIsHarmed() {
        assertEquals("fine", run(one("hostile"), "fine").output().text());
        bystander.finish(engine);
    }

    private ProcessResult run(ProcessFlow flow, String deed) {
        return hub.await(submit(engine, flow, text(deed)), SOON);
    }

    private Failure failure(ProcessResult result) {
        assertEquals(ProcessStatus.FAILED, result.process().status());
        return result.process().failure();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    out of memory                        | ALGORITHM | 2 | OutOfMemoryError: by hand
                    class that fails to load             | ALGORITHM | 2 | NoClassDefFoundError: Could not initialize class
                    death of a thread                    | ALGORITHM | 2 | Death
                    any throwable                        | ALGORITHM | 2 | Throwable: neither exception nor error
                    throwable without a readable message | ALGORITHM | 2 | Mute, whose message cannot be read
                    throwable without a name             | ALGORITHM | 2 | io.enginehub.HostileAlgorithmTest$
                    deep bytes                           | TOO_LARGE | 1 | The output is refused. The JSON exceeds a limit
                    deep text                            | TOO_LARGE | 1 | The JSON exceeds a limit: Document nesting
                    long type                            | ALGORITHM | 2 | IllegalArgumentException: a content type has
                    """)
    void failsItsOwnStep(String deed, Failure.Kind kind, int attempts, String message) {
        ProcessResult result = run(one("hostile", p -> p.retry(TWICE)), deed);
        Failure failure = failure(result);
        assertEquals(kind, failure.kind());
        assertEquals("it", failure.processor());
        assertTrue(failure.message().startsWith(message), failure.message());
        assertEquals(attempts, result.steps().get(0).attempts());
    }

    @Test
    void tellsNoMoreThanAPageOfALongMessage() {
        deeds.put("speech", (input, step) -> {
            throw new IllegalStateException("x".repeat(10 << 20));
        });
        Failure failure = failure(run(one("hostile", p -> p.retry(Retry.NONE)), "speech"));
        assertEquals(4001, failure.message().length());
    }

    @Test
    void givesItsPlaceBackWhenAnInterruptEndsIt() {
        deeds.put("block", (input, step) -> {
            new CountDownLatch(1).await();
            return input;
        });
        ProcessFlow hasty = one("hostile", p -> p.timeout(Duration.ofMillis(20)).retry(Retry.NONE));
        assertEquals(Failure.Kind.TIMEOUT, failure(run(hasty, "block")).kind());
    }

    @Test
    void logsNoMoreThanTheStartOfALongLine() {
        deeds.put("log", (input, step) -> {
            step.log("x".repeat(10 << 20));
            step.log(null);
            return input;
        });
        List<LogLine> lines = run(one("hostile"), "log").logs();
        assertEquals("x".repeat(4000) + "…", lines.get(0).text());
        assertEquals("null", lines.get(1).text());
    }

    @Test
    void mayTellItsProgressAsOftenAsItLikes() throws Exception {
        Gate half = new Gate("half");
        deeds.put("progress", (input, step) -> {
            IntStream.range(0, 1_000_000).forEach(i -> step.progress(i));
            step.progress(0.5);
            step.progress(0.0 / 0.0);
            return half.load(Payload.NULL).apply(input, step);
        });
        ProcessId id = submit(engine, one("hostile"), text("progress"));
        half.awaitEntered(1);
        eventually(() -> assertEquals(0.5, step(hub, id, "it").progress()));
        half.open();
        assertEquals("progress", hub.await(id, SOON).output().text());
    }

    @Test
    void changesNothingOfWhatItGotOrGave() throws Exception {
        byte[] given = "given".getBytes(StandardCharsets.UTF_8);
        deeds.put("scribble", (input, step) -> {
            Arrays.fill(input.toBytes(), (byte) 'x');
            Arrays.fill(input.as(byte[].class), (byte) 'x');
            assertThrows(ReadOnlyBufferException.class, () -> input.asBuffer().put((byte) 'x'));
            return step.key().endsWith("array")
                    ? Payload.ofBytes("text/plain", given)
                    : Payload.ofBytes("text/plain", ByteBuffer.wrap(given));
        });
        ProcessFlow flow = ProcessFlow.builder("scribbles")
                .processor("array", "hostile")
                .processor("buffer", "hostile", p -> p.after("array"))
                .processor("wait", "gate", p -> p.after("buffer"))
                .processor(
                        "all",
                        "hostile",
                        p -> p.input(Shape.list("#", "array", "buffer")).after("wait"))
                .build();
        ProcessId id = submit(engine, flow, text("scribble"));
        gate.awaitEntered(1);
        Arrays.fill(given, (byte) 'x');
        gate.open();
        assertEquals(
                "[\"scribble\",\"given\",\"given\"]",
                hub.await(id, SOON).output().text());
    }

    @Test
    void mayGiveTheSamePayloadAgainAndAgain() {
        Payload same = Payload.of(7);
        deeds.put("same", (input, step) -> same);
        List<ProcessId> all = IntStream.range(0, 20)
                .mapToObj(i -> submit(engine, one("hostile"), text("same")))
                .toList();
        all.forEach(id -> assertEquals(same, hub.await(id, SOON).output()));
    }

    @Test
    void speaksToNobodyThroughAContextThatIsOver() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        Thread[] outlives = new Thread[1];
        deeds.put("leave a thread", (input, step) -> {
            outlives[0] = new Thread(() -> {
                awaitQuietly(over);
                step.log("late");
                step.warn("late");
                step.progress(0.5);
                IntStream.range(0, 100_000).forEach(i -> step.log("late " + i));
            });
            outlives[0].start();
            step.log("early");
            return input;
        });
        deeds.put("speak", (input, step) -> {
            step.log("now");
            heard.await();
            return input;
        });
        ProcessId gone = run(one("hostile"), "leave a thread").process().id();
        over.countDown();
        outlives[0].join();
        ProcessId speaks = submit(engine, one("hostile"), text("speak"));
        eventually(() -> assertEquals(List.of("now"), lines(speaks)));
        assertEquals(List.of("early"), lines(gone));
        heard.countDown();
    }

    private List<String> lines(ProcessId id) {
        return hub.logs(id, 0).items().stream().map(LogLine::text).toList();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // why: this is what the hostile algorithm does
    @Test
    void leavesItsThreadInDisorderAndTheNextOneDoesNotFeelIt() {
        Thread[] threads = new Thread[2];
        deeds.put("disorder", (input, step) -> {
            threads[0] = Thread.currentThread();
            threads[0].setUncaughtExceptionHandler((thread, e) -> {
                throw new IllegalStateException(e);
            });
            threads[0].setPriority(Thread.MIN_PRIORITY);
            threads[0].interrupt();
            throw new Death();
        });
        deeds.put("order", (input, step) -> {
            threads[1] = Thread.currentThread();
            return Payload.of(Thread.currentThread().isInterrupted() || step.isCancelled());
        });
        failure(run(one("hostile", p -> p.retry(Retry.NONE)), "disorder"));
        assertEquals("false", run(one("hostile"), "order").output().text());
        assertSame(threads[0], threads[1]);
    }
}
