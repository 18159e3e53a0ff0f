package io.enginehub.core.role;

import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/** A loop whose tasks and time a test runs itself. */
public final class ManualLoop implements Executor, Timers {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private record Timer(long at, long number, Runnable task) {}

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number));
    private long now;
    private long count;
    private int handed;

    /** The loop, as roles take it. */
    public RoleLoop roleLoop() {
        return new RoleLoop(this, this::hand, this, new SplittableRandom(1));
    }

    private void hand(Runnable task) {
        handed++;
        execute(task);
    }

    /** How many tasks were posted that their poster must not run. */
    public int handed() {
        return handed;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Instant wallTime() {
        return NOON.plusNanos(now);
    }

    @Override
    public Registration after(Duration delay, Runnable task) {
        Timer timer = new Timer(now + delay.toNanos(), ++count, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    /** Runs all that waits, and what that brings. */
    public void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Lets time pass, and runs all that becomes due. */
    public void pass(Duration time) {
        long until = now + time.toNanos();
        run();
        while (!timers.isEmpty() && timers.peek().at() <= until) {
            Timer next = timers.remove();
            now = Math.max(now, next.at());
            next.task().run();
            run();
        }
        now = until;
    }
}
