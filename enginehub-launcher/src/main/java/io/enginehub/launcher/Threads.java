package io.enginehub.launcher;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The one place of the launcher where threads are made. */
final class Threads {
    private Threads() {}

    /** Draws a view anew at an interval; a daemon, so that it never holds the JVM. */
    static ScheduledExecutorService ticker() {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "enginehub-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A thread that the JVM starts when it is told to end. */
    static Thread atShutdown(Runnable work) {
        return new Thread(work, "enginehub-shutdown");
    }
}
