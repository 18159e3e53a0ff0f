package io.enginehub.core.sim;

import java.util.concurrent.Executor;

/** Where an agent's loop hears of its handlers: what one says comes at once, what it gives when it has worked on. */
final class HandlerThreads implements Executor {
    private final SimulatedTime time;
    private final Boot boot;
    private long left;

    HandlerThreads(SimulatedTime time, Boot boot) {
        this.time = time;
        this.boot = boot;
    }

    /** The handler that runs now works for so long before it returns. It has nothing more to say. */
    void workOn(long nanos) {
        left = nanos;
    }

    @Override
    public void execute(Runnable task) {
        long wait = left;
        left = 0;
        if (wait > 0) {
            time.after(wait, boot, () -> boot.execute(task));
        } else {
            boot.execute(task);
        }
    }
}
