package io.enginehub.core.runtime;

import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that runs tasks in order, and timers when they are due. The roles of one JVM share it. Tasks may be posted
 * on any thread; timers are set on the loop's own.
 */
public final class Loop implements Executor, Timers, AutoCloseable {
    private static final int TASKS_BETWEEN_TIMERS = 16;
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TreeSet<Timer> timers = new TreeSet<>();
    private final AtomicLong timerCount = new AtomicLong();
    private final Thread thread;
    private volatile boolean parked;
    private volatile boolean closed;

    public Loop(String name) {
        this.thread = Threads.start(name, this::run);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    /** Whether the calling thread is the loop's own. */
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant wallTime() {
        return Instant.now();
    }

    @Override
    public Registration after(Duration delay, Runnable task) {
        Timer timer = new Timer(System.nanoTime() + Math.max(0, delay.toNanos()), timerCount.incrementAndGet(), task);
        if (isCurrent()) {
            timers.add(timer);
        } else {
            execute(() -> timers.add(timer));
        }
        return timer;
    }

    private void run() {
        int sinceTimers = 0;
        while (!closed) {
            Runnable task = tasks.poll();
            if (task != null && ++sinceTimers < TASKS_BETWEEN_TIMERS) {
                run(task);
                continue;
            }
            sinceTimers = 0;
            boolean any = runDue();
            if (task != null) {
                run(task);
            } else if (!any) {
                park();
            }
        }
    }

    /** Runs what is due. A busy loop looks after so many tasks, so that renewals are never late because of load. */
    private boolean runDue() {
        boolean any = false;
        while (!timers.isEmpty() && timers.first().at - System.nanoTime() <= 0) {
            Timer timer = timers.first();
            timers.remove(timer);
            if (!timer.closed) {
                run(timer.task);
                any = true;
            }
        }
        return any;
    }

    private void park() {
        parked = true;
        if (tasks.isEmpty() && !closed) { // why: a task that was added before we said that we park would not wake us
            if (timers.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, Math.max(1, timers.first().at - System.nanoTime()));
            }
        }
        parked = false;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // why: one broken event must not end the loop that all roles live on
            LOG.error("An event of the engine failed. This is a bug in EngineHub.", e);
        }
    }

    /** Stops after the task that runs now; waits for that, unless called on the loop. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        if (!isCurrent()) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Timer implements Registration, Comparable<Timer> {
        private final long at;
        private final long number;
        private final Runnable task;
        private volatile boolean closed;

        Timer(long at, long number, Runnable task) {
            this.at = at;
            this.number = number;
            this.task = task;
        }

        @Override
        public int compareTo(Timer other) {
            int order = Long.compare(at - other.at, 0);
            return order != 0 ? order : Long.compare(number, other.number);
        }

        @Override
        public void close() {
            closed = true;
            if (isCurrent()) {
                timers.remove(this);
            } else {
                execute(() -> timers.remove(this));
            }
        }
    }
}
