package io.enginehub;

import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Explanation;
import io.enginehub.api.Explanation.Reason;
import io.enginehub.api.Hub;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ExplainTest {
    private final Gate gate = new Gate("gate");
    private final SlowLoader loader = new SlowLoader("loader");

    @AutoClose
    final EngineHub engine = Engines.local()
            .dispatcher(dispatcher -> dispatcher.slots(2))
            .algorithm(gate, agent -> agent.capacity(2))
            .algorithm(loader)
            .algorithm(Coded.echo("echo"))
            .algorithm(new Gate("narrow"), agent -> agent.capacity(1))
            .algorithm(new Coded("broken", (input, step) -> {
                throw new IllegalStateException("no");
            }))
            .start();

    private final Hub hub = engine.hub();

    private static Explanation because(Reason reason) {
        return new Explanation(reason, 0, null, null, null);
    }

    private void fillTheSlots() throws InterruptedException {
        submit(engine, one("gate"), 1);
        submit(engine, one("gate"), 2);
        gate.awaitEntered(2);
    }

    @Test
    void saysRunningWhileAStepIsBeingHandled() throws Exception {
        ProcessId id = submit(engine, ProcessFlow.chain("flow", "gate", "absent"), 1);
        assertEquals(Reason.NO_AGENT, Engines.reason(engine, id)); // all that it needs has to be there first
        ProcessId runs = submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        assertEquals(because(Reason.RUNNING), hub.explain(runs));
        assertEquals("It is being handled.", hub.explain(runs).text());
    }

    @Test
    void saysEndedOfAProcessThatHas() {
        ProcessId id = engine.run(one("echo"), 1).process().id();
        assertEquals(because(Reason.ENDED), hub.explain(id));
        assertEquals("It has ended.", hub.explain(id).text());
    }

    @Test
    void saysNoSlotOfTheNextAndQueuedWithTheirPositionOfTheOthers() throws Exception {
        fillTheSlots();
        ProcessId next = submit(engine, one("echo"), 3);
        submit(engine, one("absent"), 4); // is ahead of nobody
        ProcessId second = submit(engine, one("gate"), 5);
        ProcessId third = submit(engine, one("echo"), 6);
        assertEquals(because(Reason.NO_SLOT), hub.explain(next));
        assertEquals(new Explanation(Reason.QUEUED, 1, null, null, null), hub.explain(second));
        assertEquals(new Explanation(Reason.QUEUED, 2, null, null, null), hub.explain(third));
        assertEquals("2 processes are ahead of it.", hub.explain(third).text());
        hub.cancel(next);
        assertEquals(because(Reason.NO_SLOT), hub.explain(second));
    }

    @Test
    void saysNoAgentAndForWhichAlgorithm() {
        ProcessId id = submit(engine, ProcessFlow.chain("flow", "echo", "absent"), 1);
        assertEquals(new Explanation(Reason.NO_AGENT, 0, "absent", null, null), hub.explain(id));
        assertEquals(
                "No live agent has algorithm 'absent'. Start one.",
                hub.explain(id).text());
    }

    @Test
    void saysAgentBusyInTheSlotAndAfterItWasGivenBack() {
        submit(engine, one("narrow"), 1);
        ProcessId id = submit(engine, one("narrow"), 2);
        eventually(() -> assertEquals(new Explanation(Reason.AGENT_BUSY, 0, "narrow", null, null), hub.explain(id)));
        eventually(() -> {
            Explanation why = hub.explain(id);
            assertEquals(Reason.AGENT_BUSY, why.reason());
            assertEquals("narrow", why.algorithm());
            assertNotNull(why.until());
        });
    }

    @Test
    void saysUntilWhenAProcessBacksOff() {
        Retry slowly = new Retry(2, Duration.ofHours(1), 1, Duration.ofHours(1));
        Instant before = Instant.now();
        ProcessId id = submit(engine, one("broken", p -> p.retry(slowly)), 1);
        eventually(
                () -> { // why both: it is PENDING before it starts as well, and backs off in its slot at first
                    assertEquals(Reason.BACKING_OFF, Engines.reason(engine, id));
                    assertEquals(ProcessStatus.PENDING, Engines.status(engine, id));
                });
        Explanation why = hub.explain(id);
        assertEquals(Reason.BACKING_OFF, why.reason());
        assertTrue(why.until().isAfter(before.plus(Duration.ofMinutes(29))));
        assertFalse(why.until().isAfter(Instant.now().plus(Duration.ofMinutes(61))));
    }

    @Test
    void saysWhichAlgorithmLoadsTheModel() throws Exception {
        loader.block("slow");
        ProcessId id = submit(engine, one("loader", p -> p.model(Map.of("says", "slow"))), 1);
        loader.awaitLoading("slow");
        assertEquals(new Explanation(Reason.MODEL_LOADING, 0, "loader", null, null), hub.explain(id));
        loader.unblock("slow");
    }

    @Test
    void saysNoSlotWhereThereIsNoDispatcherAtAll() {
        try (EngineHub lonely = Engines.quick(EngineHub.named("lonely"))
                .algorithm(Coded.echo("echo"))
                .start()) {
            ProcessId id = submit(lonely, one("echo"), 1);
            eventually(() -> assertEquals(because(Reason.NO_SLOT), lonely.hub().explain(id)));
        }
    }
}
