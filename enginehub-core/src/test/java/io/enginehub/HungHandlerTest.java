package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Explanation;
import io.enginehub.api.Failure;
import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Retry;
import io.enginehub.api.StepContext;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Reply;
import io.enginehub.core.local.InProcessTransport;
import io.enginehub.core.local.LocalRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handlers in a loop that no interrupt ends: each keeps its place at the agent until it returns. */
class HungHandlerTest {
    private final InProcessTransport transport = new InProcessTransport();
    private final LocalRegistry registry = new LocalRegistry();
    private final AtomicReference<List<Member>> members = new AtomicReference<>(List.of());
    private final Bystander bystander = new Bystander();
    private final AtomicInteger looping = new AtomicInteger();
    private volatile boolean ends;

    @AutoClose
    final EngineHub engine = Engines.local()
            .transport(transport)
            .registry(registry)
            .algorithm(bystander.algorithm())
            .algorithm(new Coded("loops", this::act), agent -> agent.capacity(2))
            .start();

    private final Hub hub = engine.hub();

    /** Loops without end where the input is "loop"; gives any other back. */
    private Payload act(Payload input, StepContext step) {
        if (input.text().equals("\"loop\"")) {
            looping.incrementAndGet();
            while (!ends) {
                Thread.onSpinWait();
            }
        }
        return input;
    }

    @BeforeEach
    void startAProcessBesides() throws Exception {
        registry.watch(members::set);
        bystander.begin(engine);
    }

    @AfterEach
    void placesComeBackAndNobodyElseIsHarmed() throws Exception {
        ends = true;
        eventually(() -> assertEquals(0, status().overdue()));
        assertTrue(status().held().isEmpty());
        assertEquals(2, engine.run(one("loops"), 2).output(Integer.class));
        bystander.finish(engine);
    }

    private static ProcessFlow hasty() {
        return one("loops", p -> p.timeout(Duration.ofMillis(20)).retry(Retry.NONE));
    }

    private void loopForEver() {
        ProcessInstance process = engine.run(hasty(), "loop").process();
        assertEquals(ProcessStatus.FAILED, process.status());
        assertEquals(Failure.Kind.TIMEOUT, process.failure().kind());
    }

    private List<ProcessId> short20() {
        return IntStream.range(0, 20)
                .mapToObj(i -> submit(engine, one("loops"), i))
                .toList();
    }

    private void assertFinished(List<ProcessId> processes) {
        for (int i = 0; i < processes.size(); i++) {
            assertEquals(i, hub.await(processes.get(i), SOON).output(Integer.class));
        }
    }

    @Test
    void leavesTheOtherPlacesToOthersAndTheStatusSaysSo() throws Exception {
        assertFinished(short20()); // the agent is known to be fast, and is sent events ahead
        loopForEver();
        AgentStatus status = status();
        assertEquals(1, status.overdue());
        assertEquals(2, status.capacity());
        assertFinished(short20());
    }

    @Test
    void isToldAsABusyAgentWhenNoPlaceIsLeft() throws Exception {
        loopForEver();
        loopForEver();
        assertEquals(2, status().overdue());
        ProcessId cancelled = submit(engine, one("loops"), 1);
        List<ProcessId> waiting = short20();
        Explanation why = new Explanation(Explanation.Reason.AGENT_BUSY, 0, "loops", null, null);
        eventually(() -> assertEquals(why, hub.explain(cancelled)));
        assertTrue(hub.cancel(cancelled));
        assertEquals(
                ProcessStatus.CANCELLED, hub.await(cancelled, SOON).process().status());
        ends = true;
        assertFinished(waiting);
    }

    @Test
    void holdsNobodyUpWhoStoodInLineBehindIt() {
        assertFinished(short20());
        List<ProcessId> loops = IntStream.range(0, 2)
                .mapToObj(i -> submit(engine, one("loops"), "loop"))
                .toList();
        List<ProcessId> waiting = short20();
        eventually(() -> assertEquals(2, looping.get()));
        waiting.stream()
                .filter(id -> !Engines.status(engine, id).isTerminal())
                .forEach(id ->
                        eventually(() -> assertEquals(Explanation.Reason.AGENT_BUSY, Engines.reason(engine, id))));
        ends = true;
        assertFinished(waiting);
        loops.forEach(id -> assertEquals("loop", hub.await(id, SOON).output(String.class)));
    }

    @Test
    void endsForItsProcessWhenThatIsCancelled() throws Exception {
        ProcessId id = submit(engine, one("loops"), "loop");
        eventually(() -> assertEquals(1, looping.get()));
        assertTrue(hub.cancel(id));
        assertEquals(ProcessStatus.CANCELLED, hub.await(id, SOON).process().status());
        eventually(() -> assertEquals(1, status().overdue()));
        assertFinished(short20());
    }

    private AgentStatus status() throws Exception {
        Member agent = members.get().stream()
                .filter(member -> "loops".equals(member.facts().get(Member.ALGORITHM)))
                .findFirst()
                .orElseThrow();
        Reply<AgentStatus> reply =
                transport.agent(agent).status().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
        return ((Reply.Ok<AgentStatus>) reply).value();
    }
}
