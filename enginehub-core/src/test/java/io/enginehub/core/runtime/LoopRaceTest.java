package io.enginehub.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.enginehub.core.race.Race;
import io.enginehub.core.race.Spin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Threads that post while the loop goes to sleep, wakes and ends. With real threads: under Lincheck a parked thread may
 * wake by itself, which hides each wake-up that is lost.
 */
class LoopRaceTest {
    private static final int TASKS = 200;

    /** A loop, and what has run on it. */
    private static final class Track {
        final Loop loop = Loop.start("raced");
        final List<Integer> ran = new ArrayList<>();
        final AtomicInteger count = new AtomicInteger();
        volatile Thread keeper;
        final AtomicBoolean inside = new AtomicBoolean();
        volatile boolean twoAtOnce;
        volatile boolean closed;
        volatile boolean late;

        Runnable task(int number) {
            return () -> {
                twoAtOnce |= inside.getAndSet(true);
                ran.add(number);
                late |= closed;
                inside.set(false);
                count.incrementAndGet();
            };
        }

        void post(int number) {
            loop.execute(task(number));
        }

        void hand(int number) {
            loop.hand(task(number));
        }

        void close() {
            loop.close();
            closed = true;
        }

        void end(int tasks) {
            Spin.until(() -> count.get() == tasks, tasks + " tasks to run");
            loop.close();
        }
    }

    /** Posts, as a poster of a number, numbers that tell whose they are. */
    private static void each(int poster, IntConsumer post) {
        IntStream.range(0, TASKS).map(i -> poster * TASKS + i).forEach(post);
    }

    /** One thread that gives the loop a task, again and again, as it goes to sleep. */
    private static void giveAsItGoesToSleep(ObjIntConsumer<Track> give) {
        Track track = new Track();
        Race.of(track.count::get).run(before -> {
            Spin.some(before);
            give.accept(track, before);
            Spin.until(() -> track.count.get() > before, "task " + before + " to run");
        });
        track.loop.close();
    }

    @Test
    void runsATaskThatIsPostedWhileItGoesToSleep() {
        giveAsItGoesToSleep(Track::post);
    }

    @Test
    void runsATaskThatIsHandedWhileItGoesToSleep() {
        giveAsItGoesToSleep(Track::hand);
    }

    /** Two threads that meet at the loop, again and again: one gives it a task, the other posts one. */
    private static void giveAsOneIsPosted(ObjIntConsumer<Track> give) {
        Track track = new Track();
        AtomicInteger rounds = new AtomicInteger();
        Race.of(rounds::incrementAndGet)
                .with(round -> {
                    Spin.some(round);
                    give.accept(track, round);
                })
                .with(round -> {
                    Spin.some(7 * round);
                    track.post(round);
                })
                .run(round -> Spin.until(() -> track.count.get() == 2 * round, "both tasks of round " + round));
        track.loop.close();
    }

    @Test
    void forgetsNothingWhenPostersMeetAsItFallsIdle() {
        giveAsOneIsPosted(Track::post);
    }

    @Test
    void forgetsNoTimerThatAPosterSetsAsItFallsIdle() {
        giveAsOneIsPosted((track, round) ->
                track.loop.execute(() -> track.loop.after(Duration.ofNanos(round % 5 * 1000L), track.task(round))));
    }

    @Test
    void runsOneTaskAtATimeWhoeverRunsThem() {
        Race.of(Track::new)
                .with(track -> each(0, track::post))
                .with(track -> each(1, track::hand))
                .with(track -> each(2, number -> track.loop.after(Duration.ZERO, track.task(number))))
                .run(track -> {
                    track.end(3 * TASKS);
                    assertFalse(track.twoAtOnce, "two tasks ran at the same time");
                });
    }

    @Test
    void runsEachPostersTasksOnceAndInTheirOrder() {
        Race.of(Track::new)
                .with(track -> each(0, track::post))
                .with(track -> each(1, track::post))
                .run(track -> {
                    track.end(2 * TASKS);
                    for (int poster = 0; poster < 2; poster++) {
                        int mine = poster;
                        List<Integer> posted = new ArrayList<>();
                        each(mine, posted::add);
                        assertEquals(
                                posted,
                                track.ran.stream()
                                        .filter(number -> number / TASKS == mine)
                                        .toList());
                    }
                });
    }

    @Test
    void runsTimersThatAreSetOnOtherThreads() {
        Race.of(Track::new)
                .with(track -> each(0, number -> track.loop.after(Duration.ZERO, () -> track.post(number))))
                .with(track -> each(1, number -> track.loop.after(Duration.ZERO, () -> track.post(number))))
                .run(track -> track.end(2 * TASKS));
    }

    @Test
    void endsWhenItIsClosedWhileItGoesToSleep() {
        Race.of(() -> {
                    Track track = new Track();
                    track.loop.after(Duration.ZERO, () -> track.keeper = Thread.currentThread());
                    return track;
                })
                .with(track -> {
                    Spin.until(() -> track.keeper != null, "the loop to begin");
                    track.close();
                })
                .with(track -> each(0, track::post))
                .run(track -> {
                    assertFalse(track.keeper.isAlive(), "it is closed and sleeps on");
                    assertFalse(track.late, "a task ran after it was closed");
                });
    }
}
