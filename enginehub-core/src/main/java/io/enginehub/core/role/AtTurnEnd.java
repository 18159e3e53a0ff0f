package io.enginehub.core.role;

/** Runs a task once after all that is waiting on the loop now, however often it is asked to: that is how work is batched. */
public final class AtTurnEnd {
    private final RoleLoop loop;
    private final Runnable task;
    private boolean posted;

    public AtTurnEnd(RoleLoop loop, Runnable task) {
        this.loop = loop;
        this.task = task;
    }

    public void ask() {
        if (!posted) {
            posted = true;
            loop.post(() -> {
                posted = false;
                task.run();
            });
        }
    }
}
