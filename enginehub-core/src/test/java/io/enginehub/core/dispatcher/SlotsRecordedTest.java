package io.enginehub.core.dispatcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessEnd;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepOutcome;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ProcessDecider;
import io.enginehub.core.role.ManualLoop;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is built on a step that a hub has recorded before. */
class SlotsRecordedTest {
    private static final MemberId OWNER = new MemberId("d", new UUID(0, 1));
    private static final CompiledFlow FLOW = CompiledFlow.of(ProcessFlow.builder("chain")
            .processor("a", "any")
            .processor("b", "any", step -> step.input("a"))
            .build());

    private final ManualLoop loop = new ManualLoop();
    private final Transport transport = mock(Transport.class);
    private final WaitingQueue queue = mock(WaitingQueue.class);
    private final List<InputEvent> sent = new ArrayList<>();
    private final Slots slots = slots();

    private Slots slots() {
        Agent agent = mock(Agent.class);
        when(agent.load(any())).thenReturn(done(true));
        when(agent.handle(any())).thenAnswer(call -> {
            sent.addAll(call.getArgument(0));
            return done(Handed.of(List.of(Accepted.ACCEPTED)));
        });
        when(transport.agent(any())).thenReturn(agent);
        when(transport.waitingQueue(any())).thenReturn(queue);
        Hubs hubs = new Hubs(loop.roleLoop(), transport);
        hubs.update(List.of(member("h", Member.Role.HUB)));
        AgentPicker agents = new AgentPicker(loop.roleLoop(), transport);
        agents.update(List.of(member("agent", Member.Role.AGENT)));
        Slots.Surroundings surroundings = mock(Slots.Surroundings.class);
        when(surroundings.maySend()).thenReturn(true);
        return new Slots(
                loop.roleLoop(), agents, new OutcomeRecorder(loop.roleLoop(), hubs, OWNER), OWNER, surroundings);
    }

    private static <T> CompletableFuture<Reply<T>> done(T answer) {
        return CompletableFuture.completedFuture(new Reply.Ok<>(answer));
    }

    private static Member member(String name, Member.Role role) {
        Map<String, String> facts = Map.of(Member.ALGORITHM, "any", Member.CAPACITY, "1");
        return new Member(new MemberId(name, new UUID(0, 2)), role, URI.create("x:" + name), facts);
    }

    private static Slot slot() {
        Map<String, Payload> input = Map.of("#", Payload.of("in"));
        Claim claim = new Claim(
                new Held(new ProcessId(new UUID(7, 1)), 1),
                1,
                new FlowVersion("chain", 0),
                FLOW.hash(),
                FLOW.flow(),
                Set.of(),
                List.of(),
                input);
        return new Slot(claim, FLOW, new ProcessDecider(FLOW, claim, input));
    }

    @Test
    void isTheOutputThatIsStoredNotTheOneOfThisRun() {
        when(queue.record(any(), any()))
                .thenReturn(done(List.of(new Recorded(Recorded.Kind.DUPLICATE, Payload.of("stored")))));
        slots.start(slot());
        loop.run();
        InputEvent first = sent.get(0);
        slots.result(new ResultEvent(first.key(), 1, "agent", Duration.ZERO, Payload.of("own"), null, List.of()));
        loop.run();

        assertEquals("b", sent.get(1).key().step());
        assertEquals(Payload.of("stored"), sent.get(1).input());
    }

    /** Whether the end of a process is told to be silent, whose first step has sent lines before its result, or not. */
    private boolean endsSilently(boolean spoke) {
        List<ProcessEnd> ends = new ArrayList<>();
        when(queue.record(any(), any())).thenAnswer(call -> {
            List<StepOutcome> outcomes = call.getArgument(1);
            outcomes.stream().map(StepOutcome::end).filter(Objects::nonNull).forEach(ends::add);
            return done(List.of(new Recorded(Recorded.Kind.APPLIED, null)));
        });
        slots.start(slot());
        loop.run();
        for (int i = 0; i < 2; i++) {
            boolean said = spoke && i == 0;
            Payload output = Payload.of(i);
            slots.result(new ResultEvent(sent.get(i).key(), 1, "agent", Duration.ZERO, output, null, List.of(), said));
            loop.run();
        }
        return ends.get(0).silent();
    }

    @Test
    void tellsThatNothingWasLogged() {
        assertTrue(endsSilently(false));
    }

    @Test
    void doesNotTellSoWhileLinesMayBeOnTheirWay() {
        assertFalse(endsSilently(true));
    }
}
