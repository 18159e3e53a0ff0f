package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Check;
import io.enginehub.api.Explanation.Reason;
import io.enginehub.api.Hub;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.QueueSummary;
import io.enginehub.api.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class QueueTest {
    private final Neighbours neighbours = new Neighbours();
    private final Gate gate = new Gate("gate");

    @AutoClose
    final EngineHub engine = neighbours
            .join(Engines.local())
            .dispatcher(dispatcher -> dispatcher.slots(1))
            .algorithm(gate)
            .algorithm(Coded.echo("echo"))
            .algorithm(new Coded("broken", (input, step) -> {
                throw new IllegalStateException("no");
            }))
            .start();

    private final Hub hub = engine.hub();

    private Instant submitted(ProcessId id) {
        return hub.find(id).orElseThrow().times().submitted();
    }

    private Optional<Check> check(ProcessId id, Check.Verdict verdict) {
        return hub.checks(id).stream()
                .filter(check -> check.verdict() == verdict)
                .findFirst();
    }

    @Test
    void isSummedUpByReasonWithCountAndOldest() throws Exception {
        Retry slowly = new Retry(2, Duration.ofHours(1), 1, Duration.ofHours(1));
        ProcessId backingOff = submit(engine, one("broken", p -> p.retry(slowly)), 0);
        eventually(() -> assertEquals(ProcessStatus.PENDING, Engines.status(engine, backingOff)));
        submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        ProcessId slotless = submit(engine, one("gate"), 2);
        submit(engine, one("echo"), 3);
        ProcessId agentless = submit(engine, one("absent"), 4);
        submit(engine, one("absent"), 5);
        submit(engine, one("absent"), 6);

        QueueSummary summary = hub.queue();
        assertEquals(6, summary.count());
        assertEquals(3, summary.lines().size());
        assertTrue(summary.lines().contains(new QueueSummary.Line(Reason.NO_AGENT, "absent", 3, submitted(agentless))));
        assertTrue(summary.lines().contains(new QueueSummary.Line(Reason.NO_SLOT, null, 2, submitted(slotless))));
        assertTrue(summary.lines().contains(new QueueSummary.Line(Reason.BACKING_OFF, null, 1, submitted(backingOff))));
    }

    @Test
    void isEmptyWhenNothingWaits() {
        engine.run(one("echo"), 1);
        assertEquals(new QueueSummary(List.of()), hub.queue());
    }

    @Test
    void showsWhichDispatcherAcceptedAProcess() {
        ProcessId id = engine.run(one("echo"), 1).process().id();
        Check accepted = check(id, Check.Verdict.ACCEPT).orElseThrow();
        assertEquals("local", accepted.dispatcher());
        assertEquals(1, accepted.count());
        assertEquals(hub.find(id).orElseThrow().times().started(), accepted.first());
        assertEquals(1, hub.checks(id).size());
    }

    @Test
    void showsThatADispatcherHadNoSlot() throws Exception {
        ProcessId first = submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        submit(engine, one("gate"), 2);
        ProcessId third = submit(engine, one("gate"), 3);
        gate.letThrough(1);
        hub.await(first, SOON);
        eventually(() -> {
            Check denied = check(third, Check.Verdict.NO_SLOT).orElseThrow(AssertionError::new);
            assertEquals("local", denied.dispatcher());
            assertTrue(denied.count() >= 1);
        });
        assertTrue(check(third, Check.Verdict.ACCEPT).isEmpty());
    }

    @Test
    void showsForWhichAlgorithmADispatcherKnewNoAgentAlsoAfterwards() {
        ProcessId id = submit(engine, one("absent"), 1);
        engine.run(one("echo"), 1); // a dispatcher looks when it claims
        eventually(() -> {
            Check denied = check(id, Check.Verdict.NO_AGENT).orElseThrow(AssertionError::new);
            assertEquals("absent", denied.detail());
        });
        try (EngineHub agent =
                neighbours.agent("late").algorithm(Coded.echo("absent")).start()) {
            assertNotNull(agent);
            assertEquals(1, hub.await(id, SOON).output(Integer.class));
        }
        assertTrue(check(id, Check.Verdict.NO_AGENT).isPresent());
        assertTrue(check(id, Check.Verdict.ACCEPT).isPresent());
    }
}
