package io.enginehub.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Failure;
import io.enginehub.api.FlowVersion;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.Retry;
import io.enginehub.api.Shape;
import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.ProcessEnd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProcessDeciderTest {
    private static final Retry TWICE = new Retry(2, Duration.ofSeconds(8), 1, Duration.ofSeconds(8));
    private static final Payload INPUT = Payload.ofJson("{\"x\":1}");
    private static final Payload OUT = Payload.of("out");

    /** a → b, a → c, b and c → d; e after d, without data; c's model is what a gave. */
    private final CompiledFlow flow = CompiledFlow.of(ProcessFlow.builder("flow")
            .processor("a", "first", p -> p.retry(TWICE))
            .processor("b", "middle", p -> p.input("a"))
            .processor("c", "middle", p -> p.input("#/x").modelFrom("a"))
            .processor("d", "last", p -> p.input(Shape.list("b", "c")))
            .processor("e", "end", p -> p.after("d"))
            .output("d")
            .build());

    private ProcessDecider decider(Set<String> finished, List<Claim.Try> tries, Map<String, Payload> payloads) {
        Claim claim = new Claim(
                new Held(new ProcessId(new UUID(1, 1)), 1),
                2,
                new FlowVersion("flow", 0),
                flow.hash(),
                flow.flow(),
                finished,
                tries,
                payloads);
        return new ProcessDecider(flow, claim, payloads);
    }

    private ProcessDecider fresh() {
        return decider(Set.of(), List.of(), Map.of("#", INPUT));
    }

    private CompiledFlow.Node node(String key) {
        return flow.node(key).orElseThrow();
    }

    private static List<String> ready(ProcessDecider decider) {
        return decider.takeReady().stream()
                .map(ready -> ready.node().key() + (ready.delay().isZero() ? "" : " in " + ready.delay()))
                .toList();
    }

    @Test
    void givesAStepOutOnlyWhenAllThatItBuildsOnIsRecorded() {
        ProcessDecider decider = fresh();
        assertEquals(List.of("a"), ready(decider));
        assertEquals(Optional.empty(), decider.succeeded(node("a"), OUT));
        assertEquals(List.of(), ready(decider)); // it is not recorded yet
        decider.recorded(node("a"), OUT);
        assertEquals(List.of("b", "c"), ready(decider));
        assertEquals(List.of(), ready(decider));
        decider.succeeded(node("b"), OUT);
        decider.recorded(node("b"), OUT);
        assertEquals(List.of(), ready(decider));
        decider.succeeded(node("c"), OUT);
        decider.recorded(node("c"), OUT);
        assertEquals(List.of("d"), ready(decider));
    }

    @Test
    void proposesTheEndWithTheLastResult() {
        ProcessDecider decider = decider(Set.of("a", "b", "c", "d"), List.of(), Map.of("#", INPUT, "d", Payload.of(5)));
        assertEquals(List.of("e"), ready(decider));
        assertEquals(Optional.empty(), decider.end());
        assertEquals(Optional.of(new ProcessEnd(Payload.of(5), null)), decider.succeeded(node("e"), OUT));
        decider.recorded(node("e"), OUT);
        assertEquals(Optional.of(new ProcessEnd(Payload.of(5), null)), decider.end());
    }

    @Test
    void takesAProcessUpWhereItStood() {
        ProcessDecider decider = decider(
                Set.of("a"), List.of(new Claim.Try("b", 1, 2, Duration.ofSeconds(3))), Map.of("#", INPUT, "a", OUT));
        assertEquals(List.of("b in PT3S", "c"), ready(decider));
        assertEquals(2, decider.attempt(node("b")));
        assertEquals(2, decider.losses(node("b")));
        assertEquals(1, decider.attempt(node("c")));
        assertEquals(Set.of("#", "a"), ProcessDecider.needed(flow, Set.of("a")));
        assertEquals(Set.of("#", "d"), ProcessDecider.needed(flow, Set.of("a", "b", "c", "d")));
    }

    @Test
    void givesModelAndInputOfAStep() {
        ProcessDecider decider = decider(Set.of("a"), List.of(), Map.of("#", INPUT, "a", OUT));
        assertEquals(new ProcessDecider.StepInput(ContentHash.of(OUT), OUT, Payload.of(1)), decider.input(node("c")));
        assertEquals(Payload.EMPTY_OBJECT, decider.input(node("b")).model());
        assertEquals(OUT, decider.input(node("b")).input());
    }

    @Test
    void countsASuccessOfAnyAttemptButAFailureOnlyOfTheOneUnderWay() {
        ProcessDecider decider = fresh();
        Failure failure = new Failure(Failure.Kind.ALGORITHM, "a", "no");
        assertTrue(decider.accepts(node("a"), 2, 1, false));
        assertFalse(decider.accepts(node("a"), 1, 1, true)); // of another run
        assertFalse(decider.accepts(node("b"), 2, 1, true)); // not given out yet
        assertEquals(new ProcessDecider.Verdict(Duration.ofSeconds(6), null), decider.failed(node("a"), failure, 0.5));
        decider.retrying(node("a"), false);
        assertEquals(2, decider.attempt(node("a")));
        assertFalse(decider.accepts(node("a"), 2, 1, false));
        assertTrue(decider.accepts(node("a"), 2, 1, true));
        decider.succeeded(node("a"), OUT);
        assertFalse(decider.accepts(node("a"), 2, 2, true));
    }

    @Test
    void endsTheProcessWithTheLastFailedAttempt() {
        ProcessDecider decider = fresh();
        Failure failure = new Failure(Failure.Kind.ALGORITHM, "a", "no");
        decider.retrying(node("a"), false);
        ProcessDecider.Verdict verdict = decider.failed(node("a"), failure, 0);
        assertNull(verdict.retryAfter());
        assertEquals(new ProcessEnd(null, failure), verdict.end());
    }

    @Test
    void sendsAStepThatLosesAgentsAloneBeforeItIsCalledPoison() {
        ProcessDecider decider = fresh();
        Failure loss = new Failure(Failure.Kind.AGENT_LOST, "a", "gone");
        for (int i = 0; i < 3; i++) {
            assertFalse(decider.isSuspect(node("a")));
            assertEquals(new ProcessDecider.Verdict(Duration.ZERO, null), decider.failed(node("a"), loss, 0));
            decider.retrying(node("a"), true);
        }
        assertTrue(decider.isSuspect(node("a")));
        assertEquals(1, decider.attempt(node("a"))); // a loss uses up no attempt
        ProcessEnd end = decider.failed(node("a"), loss, 0).end();
        assertEquals(Failure.Kind.POISON, end.failure().kind());
        assertEquals("a", end.failure().processor());
    }

    @Test
    void goesOnWithWhatIsStoredWhereAnotherResultCameFirst() {
        ProcessDecider decider = fresh();
        ready(decider);
        decider.succeeded(node("a"), Payload.of("late"));
        decider.recorded(node("a"), Payload.of("stored"));
        assertEquals(Payload.of("stored"), decider.input(node("b")).input());
    }

    @Test
    void needsTheAlgorithmsOfUnfinishedStepsOnly() {
        assertEquals(new Need(List.of("end", "first", "last", "middle")), RemainingNeed.of(flow, Set.of()));
        assertEquals(new Need(List.of("end", "last", "middle")), RemainingNeed.of(flow, Set.of("a", "b")));
        assertEquals(new Need(List.of("end", "last")), RemainingNeed.of(flow, Set.of("a", "b", "c")));
        assertEquals(new Need(List.of()), RemainingNeed.of(flow, Set.of("a", "b", "c", "d", "e")));
    }
}
