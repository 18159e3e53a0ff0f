package io.enginehub.core.agent;

import io.enginehub.api.Failure;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs handlers on an executor: at most so many at a time, the others wait in line. A thread that is done takes the next
 * one from the line itself, so that short handlers do not cost a wake-up each. Called on the agent's loop and on the
 * handlers' threads.
 */
final class HandlerLanes {
    private final Executor executor;
    private final int most;
    private final int burst;
    private final LongSupplier nanoTime;
    private final BiConsumer<Handling, Handling.Outcome> ended;
    private final ConcurrentLinkedQueue<Handling> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();

    /**
     * Lanes.
     *
     * @param burst after so many handlers a lane leaves the executor to others, and asks for a thread again
     * @param ended is told of each outcome, on the thread where it came about
     */
    HandlerLanes(
            Executor executor,
            int most,
            int burst,
            LongSupplier nanoTime,
            BiConsumer<Handling, Handling.Outcome> ended) {
        this.executor = executor;
        this.most = most;
        this.burst = burst;
        this.nanoTime = nanoTime;
        this.ended = ended;
    }

    void add(Handling handling) {
        line.add(handling);
        open();
    }

    /** Takes a handler out of the line; false: it has left it, and its outcome comes. */
    boolean withdraw(Handling handling) {
        return line.remove(handling);
    }

    private void open() {
        while (reserve()) {
            Handling first = next();
            if (first == null) {
                open.decrementAndGet();
                continue; // why: one may have been added meanwhile by someone who saw no lane free
            }
            try {
                executor.execute(() -> run(first));
                return;
            } catch (RuntimeException | Error e) { // why: it may be full or shut down, or there are no more threads
                open.decrementAndGet();
                String why = "The agent's executor takes no more tasks. " + Problems.text(e);
                ended.accept(first, Handling.Outcome.failed(Failure.Kind.ALGORITHM, first.step(), why));
            }
        }
    }

    private boolean reserve() {
        while (!line.isEmpty()) {
            int now = open.get();
            if (now >= most) {
                return false; // why: a lane looks into the line after it has closed
            }
            if (open.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Handling next() {
        Handling next = line.poll();
        if (next != null) {
            next.begin(nanoTime.getAsLong());
        }
        return next;
    }

    private void run(Handling first) {
        Handling now = first;
        for (int done = 1; now != null; done++) {
            ended.accept(now, now.run(nanoTime));
            now = done < burst ? next() : null;
        }
        open.decrementAndGet();
        open();
    }
}
