package io.enginehub.core.agent;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.core.race.ModelChecked;
import io.enginehub.core.race.Schedules;
import java.time.Instant;
import java.util.Collections;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** The loop adds and withdraws while the lanes' threads take from the line. */
@ModelChecked
class HandlerLanesRaceTest {
    private static final InputEvent EVENT = new InputEvent(
            new EventKey(new ProcessId(new UUID(7, 1)), "s", 1, 1),
            1,
            new MemberId("d", new UUID(0, 1)),
            null,
            new ModelPin("hash", "flow/f@1"),
            false,
            Payload.EMPTY_OBJECT);

    private static Schedules lanes() {
        return Schedules.of(Lanes.class).leavingOut(Handling.class);
    }

    @Test
    void handlesWhatIsAddedWhileTheLaneCloses() {
        lanes().before("add").thread("add").thread("runTask").explore(300);
    }

    @Test
    void handlesOrGivesBackWhatIsWithdrawn() {
        lanes().before("add", "add").thread("withdrawTheLast").thread("runTask").explore(300);
    }

    @Test
    void handlesWhatIsAddedInThePlaceOfOneThatWasWithdrawn() {
        lanes().before("add", "add")
                .thread("withdrawTheLast", "add")
                .thread("runTask")
                .explore(1000);
    }

    @Test
    void opensNoSecondLane() {
        lanes().before("add", "add").thread("add").thread("runTask").explore(300);
    }

    /** One lane, on an executor whose thread takes a task when it is told to. */
    public static final class Lanes {
        private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        private final Queue<Handling> handled = new ConcurrentLinkedQueue<>();
        private final HandlerLanes lanes =
                new HandlerLanes(tasks::add, 1, 1, () -> 0, (handling, outcome) -> handled.add(handling));
        private final Handling[] all = {handling(), handling(), handling()};
        private final boolean[] withdrawn = new boolean[all.length];
        private int added;

        private static Handling handling() {
            Handling handling = new Handling(EVENT, new ModelCache.Entry("hash"), () -> Instant.EPOCH, () -> {});
            handling.ready((input, step) -> input, 0);
            return handling;
        }

        public void add() {
            lanes.add(all[added++]);
        }

        public void withdrawTheLast() {
            withdrawn[added - 1] = lanes.withdraw(all[added - 1]);
        }

        public void runTask() {
            Runnable task = tasks.poll();
            if (task != null) {
                task.run();
            }
        }

        @Validate
        public void atTheEnd() {
            if (tasks.size() > 1) {
                throw new IllegalStateException("two lanes are open");
            }
            while (!tasks.isEmpty()) {
                runTask();
            }
            for (int i = 0; i < added; i++) {
                int ends = Collections.frequency(handled, all[i]) + (withdrawn[i] ? 1 : 0);
                if (ends != 1) {
                    throw new IllegalStateException("number " + i + " has ended " + ends + " times");
                }
            }
        }
    }
}
