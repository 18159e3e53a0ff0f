package io.enginehub.core.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.Timers;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ParkedTest {
    private static final Need TREE = new Need(List.of("tree"));
    private static final Need BOTH = new Need(List.of("tree", "bayes"));
    private static final Set<String> LIVE = Set.of("tree");

    private final Parked parked = new Parked(new RoleLoop(Runnable::run, new StoppedTimers(), new SplittableRandom(1)));

    /** Time that does not pass. */
    private static final class StoppedTimers implements Timers {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Instant wallTime() {
            return Instant.EPOCH;
        }

        @Override
        public Registration after(Duration delay, Runnable task) {
            return () -> {};
        }
    }

    private CompletableFuture<Reply<Boolean>> park() {
        return parked.park(LIVE, Duration.ofSeconds(20)).toCompletableFuture();
    }

    @Test
    void wakesWhoeverWaitsForWorkThatItCanDo() {
        CompletableFuture<Reply<Boolean>> waiter = park();
        parked.wake(BOTH);
        assertFalse(waiter.isDone());
        parked.wake(TREE);
        assertEquals(new Reply.Ok<>(true), waiter.getNow(null));
    }

    @Test
    void doesNotParkADispatcherWhoseLastClaimBeganBeforeTheWorkCame() {
        long mark = parked.mark();
        parked.wake(TREE);
        parked.looked(List.of(), mark, true);
        assertEquals(new Reply.Ok<>(true), park().getNow(null));
    }

    @Test
    void parksADispatcherThatHasLookedSinceTheWorkCame() {
        parked.wake(TREE);
        parked.looked(List.of(TREE), parked.mark(), true);
        assertFalse(park().isDone());
    }

    @Test
    void doesNotParkAnotherWhenAClaimHasLeftSomething() {
        parked.wake(TREE);
        parked.looked(List.of(TREE), parked.mark(), true);
        parked.looked(List.of(TREE), parked.mark(), false);
        assertEquals(new Reply.Ok<>(true), park().getNow(null));
    }

    @Test
    void doesNotAnswerTwiceForTheSameWork() {
        parked.wake(TREE);
        assertEquals(new Reply.Ok<>(true), park().getNow(null));
        assertFalse(park().isDone(), "a dispatcher that claims at another hub must not be woken for ever");
    }
}
