package io.enginehub.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.core.race.Spin;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LoopTest {
    @AutoClose
    private final Loop loop = Loop.start("loop");

    @Test
    void looksAtItsTimersAfterFewTasks() throws Exception {
        CompletableFuture<Integer> tasksBefore = new CompletableFuture<>();
        int[] tasks = new int[1];
        loop.execute(() -> {
            loop.after(Duration.ZERO, () -> tasksBefore.complete(tasks[0]));
            for (int i = 0; i < 1000; i++) {
                loop.execute(() -> tasks[0]++);
            }
        });
        int before = tasksBefore.get(30, TimeUnit.SECONDS);
        assertTrue(before <= 16, before + " tasks came first, each of which may put a large input together");
    }

    private Thread runsOn() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        loop.execute(() -> thread.complete(Thread.currentThread()));
        return thread.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Until this thread runs what it posts. */
    private void untilIdle() {
        Spin.until(() -> runsOn() == Thread.currentThread(), "the loop to be idle");
    }

    private Thread keeper() {
        CompletableFuture<Thread> keeper = new CompletableFuture<>();
        loop.hand(() -> keeper.complete(Thread.currentThread()));
        return keeper.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void runsATaskOnThePostersThreadWhenItIsIdle() {
        untilIdle();
    }

    @Test
    void runsWhatIsHandedToItOnItsOwnThread() {
        untilIdle();
        assertEquals("loop", keeper().getName());
    }

    @Test
    void letsAPosterGoWhoHasDoneHisShare() throws Exception {
        untilIdle();
        CompletableFuture<Integer> tasks = new CompletableFuture<>();
        Thread poster = Thread.currentThread();
        loop.execute(new Runnable() {
            private int mine;

            @Override
            public void run() {
                if (Thread.currentThread() != poster) {
                    tasks.complete(mine);
                } else if (++mine < 1_000_000) {
                    loop.execute(this);
                } else {
                    tasks.complete(mine);
                }
            }
        });
        int mine = tasks.get(30, TimeUnit.SECONDS);
        assertTrue(mine <= 64, "a client ran " + mine + " tasks of others before he had his answer");
    }

    @Test
    void runsATimerOnItsOwnThread() {
        untilIdle();
        CompletableFuture<String> thread = new CompletableFuture<>();
        loop.execute(() -> loop.after(
                Duration.ofMillis(1),
                () -> thread.complete(Thread.currentThread().getName())));
        assertEquals("loop", thread.orTimeout(30, TimeUnit.SECONDS).join());
    }

    @Test
    void wakesItsKeeperWhoWaitsForAPosterToLeave() {
        Thread keeper = keeper();
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        loop.hand(() -> loop.after(Duration.ofMillis(50), () -> ran.complete(true)));
        untilIdle(); // why: now he sleeps until the timer is due
        loop.execute(() -> Spin.until(
                () -> ran.isDone() || keeper.getState() == Thread.State.WAITING, "the keeper to wait for its turn"));
        assertTrue(ran.orTimeout(10, TimeUnit.SECONDS).join());
    }

    @Test
    void isClosedWhenThePosterWhoRunsItHasEndedHisTask() throws Exception {
        Thread keeper = keeper();
        untilIdle();
        Thread closer = new Thread(loop::close);
        boolean[] found = new boolean[2];
        loop.execute(() -> {
            loop.execute(() -> found[1] = true);
            closer.start();
            Spin.until(
                    () -> !closer.isAlive() || keeper.getState() == Thread.State.WAITING,
                    "the keeper to wait for this task");
            found[0] = !closer.isAlive();
        });
        closer.join(30_000);
        assertFalse(closer.isAlive());
        assertFalse(found[0], "it was closed while a task ran");
        assertFalse(found[1], "a task ran after it was closed");
    }
}
