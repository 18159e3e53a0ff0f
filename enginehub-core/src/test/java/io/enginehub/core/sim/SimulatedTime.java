package io.enginehub.core.sim;

import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The one queue of all events, and the virtual time that goes with them. What a dead boot waits for never happens. */
final class SimulatedTime {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    /**
     * Something that happens then.
     *
     * @param tie orders what happens at the same time, drawn from the seed
     * @param boot whose it is; null: the world's
     */
    private record Event(
            long at, int tie, long number, @Nullable Boot boot, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int order = Long.compare(at, other.at);
            order = order != 0 ? order : Integer.compare(tie, other.tie);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final RandomGenerator ties;
    private final BiConsumer<@Nullable Boot, Throwable> failed;
    private long now;
    private long added;
    private long executed;

    /**
     * The beginning of time.
     *
     * @param failed is told what an event threw
     */
    SimulatedTime(RandomGenerator ties, BiConsumer<@Nullable Boot, Throwable> failed) {
        this.ties = ties;
        this.failed = failed;
    }

    long now() {
        return now;
    }

    double seconds() {
        return (double) now / SECOND;
    }

    long executed() {
        return executed;
    }

    void after(long nanos, @Nullable Boot boot, Runnable task) {
        events.add(new Event(now + Math.max(0, nanos), ties.nextInt(), ++added, boot, task));
    }

    /** Runs the next event, unless that is later than {@code until}. */
    boolean step(long until) {
        Event event = events.peek();
        if (event == null || event.at > until) {
            now = until;
            return false;
        }
        events.remove();
        now = Math.max(now, event.at);
        Boot boot = event.boot;
        if (boot == null || boot.isRunningAt(now)) {
            executed++;
            run(event);
        } else if (!boot.isDead()) {
            events.add(new Event(boot.pausedUntil(), event.tie, event.number, boot, event.task));
        }
        return true;
    }

    private void run(Event event) {
        try {
            event.task.run();
        } catch (RuntimeException | Error e) {
            failed.accept(event.boot, e);
        }
    }
}
