package io.enginehub.core.dispatcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.role.ManualLoop;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a dispatcher asks for: once it has what there is, and when another one of its name has a session. */
class ClaimLoopTest {
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final MemberId OLD = new MemberId("d", new UUID(1, 1));
    private static final MemberId NEW = new MemberId("d", new UUID(2, 2));

    private final ManualLoop loop = new ManualLoop();
    private final List<ClaimRequest> asked = new ArrayList<>();
    private final List<CompletableFuture<Reply<Claimed>>> replies = new ArrayList<>();
    private final WaitingQueue queue = mock(WaitingQueue.class);
    private final ThreeSlots work = new ThreeSlots();
    private final ClaimLoop claims = claimLoop();

    private ClaimLoop claimLoop() {
        when(queue.claim(any())).thenAnswer(call -> {
            asked.add(call.getArgument(0));
            replies.add(new CompletableFuture<>());
            return last();
        });
        Transport transport = mock(Transport.class);
        when(transport.waitingQueue(any())).thenReturn(queue);
        Hubs hubs = new Hubs(loop.roleLoop(), transport);
        hubs.update(
                List.of(new Member(new MemberId("h", new UUID(0, 0)), Member.Role.HUB, URI.create("x:h"), Map.of())));
        return new ClaimLoop(loop.roleLoop(), hubs, NEW, work);
    }

    private CompletableFuture<Reply<Claimed>> last() {
        return replies.get(replies.size() - 1);
    }

    private ClaimRequest lastAsked() {
        return asked.get(asked.size() - 1);
    }

    private void answer(Claimed claimed) {
        last().complete(new Reply.Ok<>(claimed));
        loop.run();
    }

    private void start() {
        claims.wake();
        loop.run();
    }

    @Test
    void supersedesThePredecessorThatItIsTold() {
        start();
        assertNull(lastAsked().supersedes());
        answer(new Claimed(SessionState.HELD, LEASE, List.of(), OLD, Duration.ZERO));
        assertEquals(OLD, lastAsked().supersedes());
        assertEquals(1, lastAsked().number());
    }

    @Test
    void doesNotSupersedeWhoSupersededIt() {
        MemberId again = new MemberId("d", new UUID(3, 3));
        start();
        answer(new Claimed(SessionState.SUPERSEDED, LEASE, List.of()));
        claims.restart(again, SessionState.SUPERSEDED);
        loop.run();
        answer(new Claimed(SessionState.HELD, LEASE, List.of(), OLD, Duration.ZERO));
        assertEquals(2, asked.size());

        loop.pass(LEASE.multipliedBy(2));
        assertEquals(again, lastAsked().owner());
        assertNull(lastAsked().supersedes());
    }

    @Test
    void supersedesAgainOnceItHasHeldASession() {
        MemberId again = new MemberId("d", new UUID(3, 3));
        start();
        claims.restart(again, SessionState.SUPERSEDED);
        loop.run();
        answer(new Claimed(SessionState.HELD, LEASE, List.of()));
        claims.restart(new MemberId("d", new UUID(4, 4)), SessionState.LOST);
        loop.run();
        answer(new Claimed(SessionState.HELD, LEASE, List.of(), again, Duration.ZERO));
        assertEquals(again, lastAsked().supersedes());
    }

    @Test
    void claimsAgainAfterAFullAnswerAndWaitsAfterAnyOther() {
        start();
        assertEquals(Duration.ZERO, lastAsked().patience());
        answer(new Claimed(SessionState.HELD, LEASE, Collections.nCopies(3, claim())));
        assertEquals(2, asked.size());
        assertEquals(Duration.ZERO, lastAsked().patience());
        answer(new Claimed(SessionState.HELD, LEASE, Collections.nCopies(2, claim())));
        assertEquals(3, asked.size());
        assertEquals(LEASE, lastAsked().patience());
    }

    private void standThree() {
        start();
        answer(new Claimed(SessionState.HELD, LEASE, List.of()));
        assertEquals(LEASE, lastAsked().patience());
        assertEquals(3, lastAsked().slots());
    }

    @Test
    void aClaimThatFoundNothingIsAskedAgainUnderItsNumber() {
        standThree();
        long number = lastAsked().number();
        last().complete(new Reply.Refused<>(WaitingQueue.NO_WORK, null));
        loop.run();
        assertEquals(3, asked.size());
        assertEquals(number, lastAsked().number());
    }

    @Test
    void aClaimThatWaitsForMoreThanIsWantedIsReplaced() {
        standThree();
        long number = lastAsked().number();
        CompletableFuture<Reply<Claimed>> first = last();
        work.slots = 0;
        start();
        assertEquals(number, lastAsked().number());
        assertEquals(0, lastAsked().slots());
        assertEquals(Duration.ZERO, lastAsked().patience());

        first.complete(new Reply.Refused<>("REPLACED", null));
        loop.run();
        assertTrue(claims.isOutstanding(), "the second one was not answered");
        answer(new Claimed(SessionState.HELD, LEASE, List.of()));
        assertFalse(claims.isOutstanding());
    }

    @Test
    void anyAnswerToANumberWillDoOnce() {
        standThree();
        CompletableFuture<Reply<Claimed>> first = last();
        claims.hint();
        loop.run();
        CompletableFuture<Reply<Claimed>> second = last();
        Claimed both = new Claimed(SessionState.HELD, LEASE, List.of(claim()), null, Duration.ofSeconds(2));
        first.complete(new Reply.Ok<>(both));
        loop.run();
        assertEquals(List.of(1), work.claimed);
        second.complete(new Reply.Ok<>(both));
        loop.run();
        assertEquals(List.of(1), work.claimed);
    }

    @Test
    void aClaimThatWaitsIsWithdrawnAtTheEnd() {
        standThree();
        long number = lastAsked().number();
        claims.stop();
        assertEquals(number, lastAsked().number());
        assertEquals(0, lastAsked().slots());
        assertEquals(Duration.ZERO, lastAsked().patience());
    }

    @Test
    void theLeaseCountsFromWhenAClaimThatWaitedWasLookedAt() {
        standThree();
        long sent = loop.nanoTime();
        loop.pass(Duration.ofSeconds(3));
        answer(new Claimed(SessionState.HELD, LEASE, List.of(claim()), null, Duration.ofSeconds(2)));
        assertEquals(sent + Duration.ofSeconds(2).toNanos(), work.asked);
    }

    private static Claim claim() {
        ProcessFlow flow = ProcessFlow.chain("f", "a");
        return new Claim(
                new Held(new ProcessId(new UUID(5, 5)), 1),
                1,
                new FlowVersion("f", 1),
                CompiledFlow.of(flow).hash(),
                flow,
                Set.of(),
                List.of(),
                Map.of());
    }

    private static final class ThreeSlots implements ClaimLoop.Work {
        final List<Integer> claimed = new ArrayList<>();
        int slots = 3;
        long asked;

        @Override
        public int freeSlots() {
            return slots;
        }

        @Override
        public Set<String> live() {
            return Set.of("a");
        }

        @Override
        public void claimed(List<Claim> claims, long askedNanos, Duration lease) {
            if (!claims.isEmpty()) {
                claimed.add(claims.size());
                asked = askedNanos;
            }
        }

        @Override
        public void sessionEnded(SessionState state) {}
    }
}
