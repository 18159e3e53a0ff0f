package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Failure;
import io.enginehub.api.Hub;
import io.enginehub.api.InvalidFlowException;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Processor;
import io.enginehub.api.Shape;
import io.enginehub.api.StillRunningException;
import io.enginehub.api.SubmitOptions;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may submit: it is refused, or fails its own process. */
class HostileInputTest {
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final String DEEP = "[".repeat(10_000) + "]".repeat(10_000);

    private final Bystander bystander = new Bystander();
    private final Gate gate = new Gate("gate");

    @AutoClose
    final EngineHub engine = Engines.local()
            .closePatience(FOR_EVER)
            .algorithm(bystander.algorithm())
            .algorithm(gate, agent -> agent.capacity(1))
            .algorithm(Coded.echo("echo"))
            .start();

    private final Hub hub = engine.hub();

    @BeforeEach
    void startAProcessBesides() throws Exception {
        bystander.begin(engine);
    }

    @AfterEach
    void nobodyElseIsHarmed() {
        bystander.finish(engine);
        assertEquals(2, engine.run(one("echo"), 2).output(Integer.class));
    }

    private static Payload json(String text) {
        return Payload.ofBytes(Payload.JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertNothingWasAccepted() {
        assertEquals(1, hub.list(ProcessQuery.all()).items().size()); // the process besides
    }

    private Failure failure(ProcessFlow flow, Payload input) {
        ProcessResult result = hub.await(submit(engine, flow, input), SOON);
        assertEquals(ProcessStatus.FAILED, result.process().status());
        return result.process().failure();
    }

    // ── size and depth ──

    @Test
    void isRefusedForItsSizeBeforeAnybodyLooksInside() {
        byte[] broken = new byte[100_000_000];
        Payload large = Payload.ofBytes(Payload.JSON, broken);
        PayloadException refused = assertThrows(PayloadException.class, () -> submit(engine, one("echo"), large));
        assertTrue(refused.isTooLarge());
        assertEquals("The input has 100000000 bytes; at most 16777216 are taken.", refused.getMessage());
        assertNothingWasAccepted();
    }

    @Test
    void isRefusedForItsDepth() {
        PayloadException input = assertThrows(PayloadException.class, () -> submit(engine, one("echo"), json(DEEP)));
        assertTrue(input.isTooLarge());
        assertTrue(input.getMessage().contains("nesting depth"), input.getMessage());
        assertNothingWasAccepted();
    }

    @Test
    void isRefusedForTheDepthOfItsFlowOrOfAModel() {
        InvalidFlowException model =
                assertThrows(InvalidFlowException.class, () -> one("echo", p -> p.model(json(DEEP))));
        assertTrue(model.getMessage().contains("processors.it.model: The JSON exceeds a limit"), model.getMessage());
        InvalidFlowException flow = assertThrows(InvalidFlowException.class, () -> ProcessFlow.parse(DEEP));
        assertTrue(flow.getMessage().contains("nesting depth"), flow.getMessage());
    }

    // ── what a flow makes of it ──

    @Test
    void failsTheStepWhenItBecomesTooLargeInAJoin() {
        Payload bytes = Payload.ofBytes("application/octet-stream", new byte[16 << 20]);
        Failure step = failure(one("echo", p -> p.input(Shape.list("#", "#", "#"))), bytes);
        assertEquals(new Failure(Failure.Kind.TOO_LARGE, "it", "The joined value exceeds 67108864 bytes."), step);

        Payload controls = Payload.ofBytes("text/plain", new byte[16 << 20]); // six times as long in JSON
        assertEquals(step, failure(one("echo", p -> p.input(Shape.list("#"))), controls));

        ProcessFlow joins = ProcessFlow.builder("joins")
                .processor("it", "echo")
                .output(Shape.list("it"))
                .build();
        Failure output = failure(joins, controls);
        assertEquals(Failure.Kind.TOO_LARGE, output.kind());
        assertEquals("", output.processor());
        assertTrue(output.message().startsWith("The flow's output cannot be built."), output.message());
    }

    @Test
    void isNotPutTogetherForAThousandStepsAtOnce() throws Exception {
        Payload large = json("\"" + "x".repeat(4 << 20) + "\"");
        ProcessId id = submit(engine, thousand("gate", p -> p.input(Shape.list("#"))), large);
        gate.awaitEntered(1);
        long taken = allocatedByTheEngine();
        assertTrue(taken < 256 << 20, "the engine has allocated " + (taken >> 20) + " MiB for one step");
        assertTrue(hub.cancel(id));
    }

    /** Bytes that the thread which all roles live on has allocated so far. */
    private static long allocatedByTheEngine() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals("enginehub-local"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId()))
                .max()
                .orElseThrow();
    }

    private static ProcessFlow thousand(String algorithm, Consumer<Processor.Builder> more) {
        ProcessFlow.Builder flow = ProcessFlow.builder("thousand");
        for (int i = 0; i < 1000; i++) {
            flow.processor("p" + i, algorithm, more);
        }
        return flow.output("p999").build();
    }

    @Test
    void mayGoThroughAThousandProcessors() {
        assertEquals(7, engine.run(thousand("echo", p -> {}), 7).output(Integer.class));
        ProcessFlow.Builder chain = ProcessFlow.builder("chain").processor("p0", "echo");
        for (int i = 1; i < 1000; i++) {
            String before = "p" + (i - 1);
            chain.processor("p" + i, "echo", p -> p.input(before));
        }
        assertEquals(7, engine.run(chain.build(), 7).output(Integer.class));
    }

    // ── odd names ──

    @Test
    void mayHaveOddMembers() {
        String odd = "{\"\":{\"a/b\":{\"~\":{\" \\u0000'\\\"\":{\"\\uD83D\\uDE00\":7}}}}}";
        ProcessFlow flow = one("echo", p -> p.input("#//a~1b/~0/ \0'\"/\uD83D\uDE00"));
        assertEquals(7, hub.await(submit(engine, flow, json(odd)), SOON).output(Integer.class));
    }

    @Test
    void isToldInFewWordsWhatWasLookedForInVain() {
        String member = "x\n".repeat(1 << 20);
        for (String pointer : new String[] {"#/" + member, "#/a/" + member, "#/a/0/" + member, "#/b/" + member}) {
            Failure failure = failure(one("echo", p -> p.input(pointer)), json("{\"a\":[1],\"b\":{}}"));
            assertEquals(Failure.Kind.INPUT, failure.kind());
            assertTrue(
                    failure.message().length() < 1000,
                    "the message has " + failure.message().length());
        }
    }

    // ── what comes with it ──

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P36501D", "PT2562047788015215H", "PT-2562047788015215H"})
    void isRefusedWithAnImpossibleDeadline(Duration deadline) {
        assertThrows(IllegalArgumentException.class, () -> new SubmitOptions(null, Map.of(), deadline));
        assertThrows(InvalidFlowException.class, () -> flow(deadline));
        assertThrows(InvalidFlowException.class, () -> one("echo", p -> p.timeout(deadline)));
    }

    private static ProcessFlow flow(Duration deadline) {
        return ProcessFlow.builder("deadline")
                .processor("it", "echo")
                .deadline(deadline)
                .build();
    }

    @Test
    void mayHaveTheLongestDeadline() {
        Duration longest = Duration.ofDays(36_500);
        SubmitOptions options = new SubmitOptions(null, Map.of(), longest);
        assertEquals(
                7,
                hub.await(hub.submitAdHoc(flow(longest), Payload.of(7), options), SOON)
                        .output(Integer.class));
    }

    @Test
    void mayBeAwaitedForEverOrNotAtAll() {
        assertEquals(7, hub.await(submit(engine, one("echo"), 7), FOR_EVER).output(Integer.class));
        hub.deploy(one("echo"), FOR_EVER);
        ProcessId waits = submit(engine, one("absent"), 7);
        Duration none = FOR_EVER.negated();
        assertThrows(StillRunningException.class, () -> hub.await(waits, none));
        assertTrue(hub.cancel(waits));
    }

    @Test
    void isRefusedWithLabelsOrAKeyWithoutBounds() {
        Map<String, String> labels = Collections.singletonMap("x".repeat(1 << 20), "");
        assertThrows(IllegalArgumentException.class, () -> new SubmitOptions(null, labels, null));
        assertThrows(IllegalArgumentException.class, () -> SubmitOptions.key("x".repeat(1 << 20)));
        assertNothingWasAccepted();
    }
}
