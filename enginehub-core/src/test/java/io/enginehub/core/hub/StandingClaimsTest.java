package io.enginehub.core.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.role.ManualLoop;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StandingClaimsTest {
    private static final Need TREE = new Need(List.of("tree"));
    private static final Need BOTH = new Need(List.of("tree", "bayes"));
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final MemberId ONE = new MemberId("d1", new UUID(1, 1));
    private static final MemberId TWO = new MemberId("d2", new UUID(2, 2));

    private final ManualLoop loop = new ManualLoop();
    private final StandingClaims claims = new StandingClaims(loop.roleLoop());

    private CompletableFuture<Reply<Claimed>> add(MemberId owner, long number, Duration patience, String... live) {
        CompletableFuture<Reply<Claimed>> reply = new CompletableFuture<>();
        claims.add(new ClaimRequest(owner, number, 3, Set.of(live), null, patience), reply);
        return reply;
    }

    private MemberId taken(Need need) {
        return claims.take(need).map(claim -> claim.request().owner()).orElse(null);
    }

    private static String refusal(CompletableFuture<Reply<Claimed>> reply) {
        return reply.getNow(null) instanceof Reply.Refused<Claimed> refused ? refused.code() : "none";
    }

    @Test
    void givesTheOneThatHasWaitedLongestForSuchWork() {
        var first = add(ONE, 1, PATIENCE, "tree");
        var second = add(TWO, 1, PATIENCE, "tree", "bayes");
        assertTrue(claims.isAnyone());
        assertEquals(TWO, taken(BOTH));
        var again = add(TWO, 2, PATIENCE, "tree", "bayes");
        assertEquals(ONE, taken(TREE));
        assertEquals(TWO, taken(TREE));
        assertFalse(claims.isAnyone());
        assertFalse(first.isDone() || second.isDone() || again.isDone(), "who takes one answers it");
    }

    @Test
    void refusesWhatHasWaitedInVainUnlessItWasTaken() {
        CompletableFuture<Reply<Claimed>> vain = add(ONE, 1, PATIENCE, "tree");
        CompletableFuture<Reply<Claimed>> endless = add(TWO, 1, Duration.ofDays(1), "bayes");
        loop.pass(PATIENCE);
        assertEquals(WaitingQueue.NO_WORK, refusal(vain));
        loop.pass(StandingClaims.LONGEST);
        assertEquals(WaitingQueue.NO_WORK, refusal(endless));

        CompletableFuture<Reply<Claimed>> used = add(ONE, 2, PATIENCE, "tree");
        assertEquals(ONE, taken(TREE));
        loop.pass(PATIENCE);
        assertFalse(used.isDone());
    }

    @Test
    void oneOfEachDispatcherWaitsTheLatest() {
        CompletableFuture<Reply<Claimed>> first = add(ONE, 7, PATIENCE, "bayes");
        CompletableFuture<Reply<Claimed>> second = add(ONE, 7, PATIENCE, "tree");
        assertEquals("REPLACED", refusal(first));
        assertEquals("OUTDATED", refusal(add(ONE, 6, PATIENCE, "tree")));
        claims.replace(new ClaimRequest(ONE, 6, 0, Set.of(), null));
        assertFalse(second.isDone(), "what came late replaces nothing");
        claims.replace(new ClaimRequest(ONE, 7, 0, Set.of(), null));
        assertEquals("REPLACED", refusal(second));
        assertEquals(null, taken(TREE));
    }

    @Test
    void refusesAllWhenTheHubStops() {
        CompletableFuture<Reply<Claimed>> waiting = add(ONE, 1, PATIENCE, "tree");
        claims.stop();
        assertEquals("STOPPED", refusal(waiting));
    }
}
