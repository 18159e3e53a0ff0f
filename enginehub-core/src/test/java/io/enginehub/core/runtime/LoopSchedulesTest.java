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
        Schedules.of(Tasks.class)
                .thread("post", "post")
                .thread("post", "post")
                .thread("post")
                .explore(1000);
    }

    @Test
    void leavesNoTaskThatIsHandedToItAsItsKeeperFallsAsleep() {
        Schedules.of(Tasks.class).thread("hand", "hand").thread("keep", "keep").explore(1000);
    }

    /** Tasks that count without a lock, for a keeper that sleeps when it says so, and is woken when he owns the loop. */
    public static final class Tasks {
        private final Loop loop = new Loop("kept here");
        private final AtomicInteger given = new AtomicInteger();
        private int ran;

        public void post() {
            given.incrementAndGet();
            loop.execute(() -> ran++);
        }

        public void hand() {
            given.incrementAndGet();
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
            if (ran != given.get()) {
                throw new IllegalStateException(ran + " of " + given + " tasks ran");
            }
        }
    }
}
