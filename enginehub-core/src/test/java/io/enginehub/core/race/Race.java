package io.enginehub.core.race;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Threads that do something to one subject at the same moment, round after round, each round with a fresh subject. There
 * are fewer rounds where a round takes long, as on a machine that is busy with other work.
 *
 * @param <T> the subject
 */
public final class Race<T> {
    private static final int ROUNDS = 20_000;
    private static final int ROUNDS_AT_LEAST = 20;
    private static final long ENOUGH = TimeUnit.MILLISECONDS.toNanos(700);

    private final Supplier<T> fresh;
    private final List<Consumer<T>> racers = new ArrayList<>();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicReference<Throwable> thrown = new AtomicReference<>();
    private T subject;
    private volatile int round;

    private Race(Supplier<T> fresh) {
        this.fresh = fresh;
    }

    public static <T> Race<T> of(Supplier<T> fresh) {
        return new Race<>(fresh);
    }

    /** One thread more, and what it does in each round. */
    public Race<T> with(Consumer<T> racer) {
        racers.add(racer);
        return this;
    }

    /** Runs the rounds, and looks at the subject after each; fails when a thread threw something. */
    public void run(Consumer<T> look) {
        racers.forEach(this::start);
        try {
            long begun = System.nanoTime();
            for (int i = 1; i <= ROUNDS && (i <= ROUNDS_AT_LEAST || System.nanoTime() - begun < ENOUGH); i++) {
                T now = fresh.get();
                subject = now;
                int all = i * racers.size();
                round = i;
                Spin.until(() -> arrived.get() == all, "the end of round " + i + " of a race");
                if (thrown.get() != null) {
                    throw new AssertionError("A thread failed in round " + i, thrown.get());
                }
                look.accept(now);
            }
        } finally {
            round = -1;
        }
    }

    private void start(Consumer<T> racer) {
        Thread thread = new Thread(
                () -> {
                    for (int i = 1; begins(i); i++) {
                        try {
                            racer.accept(subject);
                        } catch (Throwable e) { // why: the test's own thread throws it
                            thrown.compareAndSet(null, e);
                        }
                        arrived.incrementAndGet();
                    }
                },
                "racer");
        thread.setDaemon(true);
        thread.start();
    }

    private boolean begins(int next) {
        Spin.until(() -> round == next || round < 0, "round " + next + " of a race");
        return round == next;
    }
}
