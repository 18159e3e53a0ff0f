package io.enginehub.core.runtime;

import io.enginehub.core.race.ModelChecked;
import io.enginehub.core.race.Schedules;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** Threads that post while others leave the loop, who find what was posted or lose it. */
@ModelChecked
class LoopSchedulesTest {
    @Test
    void leavesNoTaskToAKeeperWhoSleeps() {
        Schedules.of(Posters.class)
                .thread("post", "post")
                .thread("post", "post")
                .thread("post")
                .explore(1000);
    }

    @Test
    void leavesNoTaskThatIsHandedToItAsItsKeeperFallsAsleep() {
        Schedules.of(Handing.class)
                .thread("hand", "hand")
                .thread("keep", "keep")
                .explore(1000);
    }

    /** Tasks that count without a lock. */
    public static final class Posters {
        private final Loop loop = new Loop("unkept");
        private final AtomicInteger posted = new AtomicInteger();
        private int ran;

        public void post() {
            posted.incrementAndGet();
            loop.execute(() -> ran++);
        }

        @Validate
        public void allRan() {
            if (ran != posted.get()) {
                throw new IllegalStateException(ran + " of " + posted + " tasks ran");
            }
        }
    }

    /** Tasks for a keeper that sleeps when it says so, and is woken when he owns the loop. */
    public static final class Handing {
        private final Loop loop = new Loop("kept here");
        private final AtomicInteger handed = new AtomicInteger();
        private int ran;

        public void hand() {
            handed.incrementAndGet();
            loop.hand(() -> ran++);
        }

        public void keep() {
            while (!loop.keepOnce()) {
                Thread.onSpinWait();
            }
        }

        @Validate
        public void allRan() {
            if (loop.isKept()) {
                keep();
            }
            if (ran != handed.get()) {
                throw new IllegalStateException(ran + " of " + handed + " tasks ran");
            }
        }
    }
}
