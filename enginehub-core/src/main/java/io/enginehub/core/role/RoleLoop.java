package io.enginehub.core.role;

import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The loop that a role is confined to, with its time and randomness: the role's code runs nowhere else, and needs no
 * locks. This is the one place where replies of other roles come back to the loop, and where a call that nobody answers
 * ends.
 */
public final class RoleLoop {
    /** How long a call may stay unanswered. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Executor executor;
    private final Executor keeper;
    private final Timers timers;
    private final RandomGenerator random;
    private final ArrayDeque<Call<?>> unanswered = new ArrayDeque<>();
    private boolean watching;

    /**
     * A loop whose tasks run one at a time, in order, the timers' too.
     *
     * @param executor may run tasks on the calling thread
     * @param keeper takes tasks for the same loop, and never runs them on the calling thread
     */
    public RoleLoop(Executor executor, Executor keeper, Timers timers, RandomGenerator random) {
        this.executor = executor;
        this.keeper = keeper;
        this.timers = timers;
        this.random = random;
    }

    /** A loop whose tasks run one at a time, in order, on {@code executor}; the timers' too. */
    public RoleLoop(Executor executor, Timers timers, RandomGenerator random) {
        this(executor, executor, timers, random);
    }

    /** Runs a task on the loop, after those that were posted before; may be called on any thread that holds no lock. */
    public void post(Runnable task) {
        executor.execute(task);
    }

    /** The same for a thread that may hold locks, or that would keep the loop waiting. */
    public void hand(Runnable task) {
        keeper.execute(task);
    }

    public Registration after(Duration delay, Runnable task) {
        return timers.after(delay, task);
    }

    public long nanoTime() {
        return timers.nanoTime();
    }

    public Instant wallTime() {
        return timers.wallTime();
    }

    public double random() {
        return random.nextDouble();
    }

    /** A delay, drawn between half of it and the whole. */
    public Duration jittered(Duration delay) {
        return Duration.ofNanos((long) (delay.toNanos() * (0.5 + random.nextDouble() / 2)));
    }

    /** The id of a boot. Of two of the same host the later one is greater: see {@link #newUuid}. */
    public UUID newIncarnation() {
        return newUuid();
    }

    public UUID newProcessId() {
        return newUuid();
    }

    /** A UUID of version 7 (RFC 9562): wall time in milliseconds, then random. */
    private UUID newUuid() {
        long high = timers.wallTime().toEpochMilli() << 16 | 0x7000L | random.nextLong() & 0xFFFL;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Hands a call's reply to {@code then} on the loop, once; {@code Unknown} after {@link #PATIENCE}. */
    public <T> void ask(CompletionStage<Reply<T>> stage, Consumer<Reply<T>> then) {
        Call<T> call = new Call<>(then, timers.nanoTime() + PATIENCE.toNanos());
        unanswered.add(call);
        deliver(stage, call);
        watch();
    }

    /** The same with a patience of its own, for calls that are parked on purpose. */
    public <T> void ask(CompletionStage<Reply<T>> stage, Duration patience, Consumer<Reply<T>> then) {
        Call<T> call = new Call<>(then, timers.nanoTime() + patience.toNanos());
        Registration timer = timers.after(patience, () -> call.settle(new Reply.Unknown<>("no answer in " + patience)));
        call.timer = timer;
        deliver(stage, call);
    }

    private <T> void deliver(CompletionStage<Reply<T>> stage, Call<T> call) {
        var unused = stage.whenComplete((reply, error) -> executor.execute(
                () -> call.settle(error == null ? reply : new Reply.Unknown<>(String.valueOf(error.getMessage())))));
    }

    /** Calls have one patience, so that they end in the order in which they were made: one timer watches the oldest. */
    private void watch() {
        while (!unanswered.isEmpty() && unanswered.peek().settled) {
            unanswered.remove();
        }
        if (!watching && !unanswered.isEmpty()) {
            watching = true;
            long left = Math.max(0, unanswered.peek().deadline - timers.nanoTime());
            timers.after(Duration.ofNanos(left), this::expire);
        }
    }

    private void expire() {
        watching = false;
        while (!unanswered.isEmpty() && unanswered.peek().deadline - timers.nanoTime() <= 0) {
            unanswered.remove().giveUp();
        }
        watch();
    }

    private static final class Call<T> {
        private final Consumer<Reply<T>> then;
        private final long deadline;
        private boolean settled;
        private @Nullable Registration timer;

        Call(Consumer<Reply<T>> then, long deadline) {
            this.then = then;
            this.deadline = deadline;
        }

        void settle(Reply<T> reply) {
            if (!settled) {
                settled = true;
                if (timer != null) {
                    timer.close();
                }
                then.accept(reply);
            }
        }

        void giveUp() {
            settle(new Reply.Unknown<>("no answer in " + PATIENCE));
        }
    }
}
