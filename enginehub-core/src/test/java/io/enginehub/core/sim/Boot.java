package io.enginehub.core.sim;

import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Timers;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/** One life of a host, from its start to its kill: the loop that its role runs on. */
final class Boot implements Executor, Timers {
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final int TURN_NANOS = 30_000;
    private static final int MAX_SKEW_MILLIS = 30_000;

    final String host;
    private final SimulatedTime time;
    private final SplittableRandom random;
    private final long origin;
    private final long skewMillis;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean turning;
    private boolean dead;
    private long pausedUntil;

    /**
     * A boot.
     *
     * @param skewMillis how far the host's wall clock is from the truth
     */
    Boot(String host, SimulatedTime time, SplittableRandom random, long skewMillis) {
        this.host = host;
        this.time = time;
        this.random = random;
        this.origin = random.nextLong(); // why: the origin of a monotonic clock means nothing, and may be negative
        this.skewMillis = skewMillis;
    }

    /** A wall clock that somebody has set. */
    static long anySkewMillis(SplittableRandom random) {
        return random.nextInt(-MAX_SKEW_MILLIS, MAX_SKEW_MILLIS + 1);
    }

    RoleLoop newLoop() {
        return newLoop(this);
    }

    /** A loop of a role that is told of things by others than itself. */
    RoleLoop newLoop(Executor executor) {
        return new RoleLoop(executor, this, random.split());
    }

    static Instant storeTime(SimulatedTime time) {
        return at(time.now());
    }

    /** The true wall time at a virtual one. */
    static Instant at(long nanos) {
        return WALL.plusNanos(nanos);
    }

    void kill() {
        dead = true;
        tasks.clear();
    }

    void pause(long nanos) {
        pausedUntil = Math.max(pausedUntil, time.now() + nanos);
    }

    boolean isDead() {
        return dead;
    }

    boolean isRunningAt(long now) {
        return !dead && pausedUntil <= now;
    }

    long pausedUntil() {
        return pausedUntil;
    }

    @Override
    public void execute(Runnable task) {
        if (!dead) {
            tasks.add(task);
            turn();
        }
    }

    private void turn() {
        if (!turning && !tasks.isEmpty()) {
            turning = true;
            time.after(random.nextInt(TURN_NANOS), this, () -> {
                turning = false;
                Runnable task = tasks.remove();
                turn();
                task.run();
            });
        }
    }

    @Override
    public long nanoTime() {
        return origin + time.now();
    }

    @Override
    public Instant wallTime() {
        return storeTime(time).plusMillis(skewMillis);
    }

    @Override
    public Registration after(Duration delay, Runnable task) {
        boolean[] closed = new boolean[1];
        time.after(delay.toNanos(), this, () -> {
            if (!closed[0]) {
                closed[0] = true;
                task.run();
            }
        });
        return () -> closed[0] = true;
    }
}
