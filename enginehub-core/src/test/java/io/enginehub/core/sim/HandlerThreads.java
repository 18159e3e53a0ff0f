package io.enginehub.core.sim;

import java.util.concurrent.Executor;

/** Where an agent's loop hears of handlers and loads: what one says comes at once, what it gives when it has worked on. */
final class HandlerThreads implements Executor {
    private final SimulatedTime time;
    private final Boot boot;
    private long left;
    private Runnable last = () -> {};

    HandlerThreads(SimulatedTime time, Boot boot) {
        this.time = time;
        this.boot = boot;
    }

    /**
     * What runs now, a handler or a load, works for so long before it returns, and has nothing more to say.
     *
     * @param then what it does last
     */
    void workOn(long nanos, Runnable then) {
        left = nanos;
        last = then;
    }

    @Override
    public void execute(Runnable task) {
        Runnable end = last;
        Runnable whole = () -> {
            end.run();
            boot.execute(task);
        };
        if (left > 0) {
            time.after(left, boot, whole);
        } else {
            whole.run();
        }
        left = 0;
        last = () -> {};
    }
}
