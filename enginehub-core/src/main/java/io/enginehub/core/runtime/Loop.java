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
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time, in order, and timers when they are due. The roles of one JVM share it. Tasks may be posted on
 * any thread; timers are set by tasks.
 *
 * <p>The loop belongs to one thread at a time, its owner. Who posts to an idle loop owns it until it is idle again or he
 * has done his share, so that no other thread has to be woken. A thread of the loop's own, the keeper, takes over from him
 * then, and runs the timers.
 */
public final class Loop implements Executor, Timers, AutoCloseable {
    private static final int TASKS_BETWEEN_TIMERS = 16;
    /** So many tasks a poster runs; all that a call of a client leads to within one JVM is fewer. */
    private static final int SHARE = 64;

    private static final long LONG = TimeUnit.DAYS.toNanos(365);
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TreeSet<Timer> timers = new TreeSet<>();
    private final AtomicLong timerCount = new AtomicLong();
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();
    private final Thread keeper;
    /** When the keeper wakes by itself. */
    private long wakes = System.nanoTime() + LONG;
    /** Whether the keeper waits for the loop to be handed to it. */
    private volatile boolean wanted;

    private volatile boolean closed;

    /** A loop whose keeper has not started: timers do not run, nor what is handed to it. */
    Loop(String name) {
        this.keeper = Threads.thread(name, Threads.context(), this::keep);
    }

    public static Loop start(String name) {
        Loop loop = new Loop(name);
        loop.keeper.start();
        return loop;
    }

    /** Posts a task, and runs the loop if it is idle. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        while (!tasks.isEmpty() && owner.compareAndSet(null, Thread.currentThread())) {
            help();
        }
    }

    /** Posts a task that the calling thread does not run: it may hold a lock that a task takes, or has had its share. */
    public void hand(Runnable task) {
        tasks.add(task);
        if (owner.compareAndSet(null, keeper)) {
            LockSupport.unpark(keeper);
        }
    }

    /** Whether the calling thread is the one that runs the loop. */
    public boolean isCurrent() {
        return owner.get() == Thread.currentThread();
    }

    /** Whether the loop is its keeper's now. */
    boolean isKept() {
        return owner.get() == keeper;
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
            hand(() -> timers.add(timer));
        }
        return timer;
    }

    /** Runs a poster's share of the tasks, and leaves the loop or hands it over. */
    private void help() {
        for (int done = 0; !closed && !wanted && done < SHARE && !isDue(); done += TASKS_BETWEEN_TIMERS) {
            if (!runTasks()) {
                leave();
                return;
            }
        }
        owner.set(keeper);
        LockSupport.unpark(keeper);
    }

    /** Runs a few tasks; false: there are no more. */
    private boolean runTasks() {
        for (int i = 0; i < TASKS_BETWEEN_TIMERS && !closed; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return false;
            }
            run(task);
        }
        return true;
    }

    private boolean isDue() {
        return !timers.isEmpty() && timers.first().at - System.nanoTime() <= 0;
    }

    /** Leaves the loop to whoever posts next, and wakes the keeper if he is to run a timer before he would wake himself. */
    private void leave() {
        boolean sooner = !timers.isEmpty() && timers.first().at - wakes < 0;
        owner.set(null);
        if (sooner || wanted) {
            LockSupport.unpark(keeper);
        }
    }

    private void keep() {
        while (!closed) {
            if (keepOnce()) {
                LockSupport.parkNanos(this, Math.max(1, wakes - System.nanoTime()));
            }
        }
        own(); // why: for good, so that nobody runs a task any more
    }

    /** One round of the keeper's; false: a task was left behind that came before he left. */
    boolean keepOnce() {
        own();
        turn();
        wakes = timers.isEmpty() ? System.nanoTime() + LONG : timers.first().at;
        owner.set(null);
        return owner.get() != null || tasks.isEmpty();
    }

    /** Returns when the loop is the keeper's. */
    private void own() {
        while (owner.get() != keeper && !owner.compareAndSet(null, keeper)) {
            if (wanted) {
                LockSupport.park(this);
            }
            wanted = true; // why: and then look again, for the owner may have left before he could see it
        }
        wanted = false;
    }

    /** Runs all tasks, and the timers that are due: after few tasks, so that renewals are never late because of load. */
    private void turn() {
        boolean more = true;
        while (more && !closed) {
            boolean any = runDue();
            more = runTasks() || any;
        }
    }

    private boolean runDue() {
        boolean any = false;
        while (isDue()) {
            Timer timer = timers.first();
            timers.remove(timer);
            if (!timer.closed) {
                run(timer.task);
                any = true;
            }
        }
        return any;
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
        LockSupport.unpark(keeper);
        if (!isCurrent()) {
            try {
                keeper.join(TimeUnit.SECONDS.toMillis(10));
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
                hand(() -> timers.remove(this));
            }
        }
    }
}
