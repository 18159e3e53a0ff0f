package io.enginehub.core.dispatcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.LogLine;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.Renewal;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.role.ManualLoop;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a dispatcher makes of the answers to its renewals. */
class DispatcherRoleTest {
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Held HELD = new Held(new ProcessId(new UUID(5, 5)), 3);
    private static final Held UNKNOWN = new Held(new ProcessId(new UUID(6, 6)), 1);

    private final ManualLoop loop = new ManualLoop();
    private final List<Release> released = new ArrayList<>();
    private final WaitingQueue queue = mock(WaitingQueue.class, call -> new CompletableFuture<>());
    private final DispatcherRole role = role();
    private Renewal renewal = new Renewal(SessionState.HELD, LEASE, List.of(), List.of());

    private DispatcherRole role() {
        doAnswer(call -> {
                    ClaimRequest request = call.getArgument(0);
                    return request.patience().isZero() ? claimed() : new CompletableFuture<>();
                })
                .when(queue)
                .claim(any());
        doAnswer(call -> Reply.ok(renewal)).when(queue).renew(any(), any());
        doAnswer(call -> {
                    released.addAll(call.getArgument(1));
                    return Reply.ok(true);
                })
                .when(queue)
                .release(any(), any());
        Transport transport = mock(Transport.class);
        doReturn(queue).when(transport).waitingQueue(any());
        doReturn(mock(Agent.class, call -> new CompletableFuture<>()))
                .when(transport)
                .agent(any());
        DispatcherRole made = new DispatcherRole(
                new MemberId("d", new UUID(1, 1)),
                new DispatcherSettings(4),
                loop.roleLoop(),
                transport,
                incarnation -> {});
        made.members(List.of(
                new Member(new MemberId("h", new UUID(0, 0)), Member.Role.HUB, URI.create("x:h"), Map.of()),
                new Member(
                        new MemberId("a", new UUID(0, 1)),
                        Member.Role.AGENT,
                        URI.create("x:a"),
                        Map.of(Member.ALGORITHM, "a"))));
        loop.run();
        return made;
    }

    private static Object claimed() {
        ProcessFlow flow = ProcessFlow.chain("f", "a");
        Claim claim = new Claim(
                HELD,
                1,
                new FlowVersion("f", 1),
                CompiledFlow.of(flow).hash(),
                flow,
                Set.of(),
                List.of(),
                Map.of(ProcessHistory.INPUT, Payload.NULL));
        return Reply.ok(new Claimed(SessionState.HELD, LEASE, List.of(claim)));
    }

    /** What is under way of the process that it holds. */
    private List<LiveStep> steps() {
        CompletableFuture<Reply<List<LiveStep>>> steps =
                role.inspect(HELD.process()).toCompletableFuture();
        loop.pass(Duration.ofMillis(500));
        Reply<List<LiveStep>> reply = steps.getNow(new Reply.Unknown<>("no answer"));
        return reply instanceof Reply.Ok<List<LiveStep>> ok ? ok.value() : List.of();
    }

    private boolean isInASlot() {
        return !steps().isEmpty();
    }

    private void says(int attempt, double progress) {
        StepLines said =
                new StepLines(new EventKey(HELD.process(), "a", 1, attempt), HELD.epoch(), List.of(), progress);
        var unused = role.lines(List.of(said));
        loop.run();
    }

    @Test
    void howFarAStepIsIsWhatTheAttemptSaysThatIsUnderWay() {
        renew(List.of(), List.of());
        assertTrue(isInASlot());
        says(1, 0.25);
        assertEquals(0.25, steps().get(0).fraction());
        says(2, 0.75);
        assertEquals(0.25, steps().get(0).fraction());
    }

    @Test
    void linesHaveArrivedWhenAHubHasThem() {
        CompletableFuture<Reply<Boolean>> reported = new CompletableFuture<>();
        doReturn(reported).when(queue).report(any(), any());
        renew(List.of(), List.of());
        assertTrue(isInASlot());
        StepLines.Line line = new StepLines.Line(Instant.EPOCH, LogLine.Level.INFO, "hello");
        StepLines said = new StepLines(new EventKey(HELD.process(), "a", 1, 1), HELD.epoch(), List.of(line), null);
        CompletableFuture<Reply<Boolean>> told = role.lines(List.of(said)).toCompletableFuture();
        loop.run();
        assertFalse(told.isDone());
        reported.complete(new Reply.Ok<>(true));
        loop.run();
        assertEquals(new Reply.Ok<>(true), told.getNow(null));
    }

    /** Lets a renewal pass: one is sent after at most a third of the lease. */
    private void renew(List<Held> lost, List<Held> unnamed) {
        renewal = new Renewal(SessionState.HELD, LEASE, lost, unnamed);
        loop.pass(LEASE.multipliedBy(3).dividedBy(10));
    }

    @Test
    void whatWasLostInAnEarlierHoldIsKeptInThisOne() {
        renew(List.of(new Held(HELD.process(), 1)), List.of());
        assertTrue(isInASlot());
        renew(List.of(HELD), List.of());
        assertFalse(isInASlot());
    }

    @Test
    void whatItDoesNotKnowIsHandedBackUnlessAnAnswerMayBringIt() {
        renew(List.of(), List.of(UNKNOWN));
        assertEquals(List.of(), released, "a claim is under way");
        renew(List.of(), List.of(UNKNOWN));
        assertEquals(
                List.of(UNKNOWN),
                released.stream().map(Release::held).distinct().toList());
    }
}
