package io.enginehub.core.runtime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The one place of the core where threads are made: daemon platform threads with names that say whose they are. */
public final class Threads {
    private static final long KEEP_SECONDS = 30;

    private Threads() {}

    /** A thread, not started yet. It sees the classes that {@code context} does, and inherits nothing of who makes it. */
    static Thread thread(String name, @Nullable ClassLoader context, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setContextClassLoader(context);
        thread.setDaemon(true);
        return thread;
    }

    /** That of the thread which starts the engine: threads are made later, by whichever needs one. */
    static @Nullable ClassLoader context() {
        return Thread.currentThread().getContextClassLoader();
    }

    /** At most {@code most} threads, made when needed and ended when idle; tasks beyond wait in line. */
    public static ExecutorService pool(String name, int most) {
        AtomicLong count = new AtomicLong();
        ClassLoader context = context();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most,
                most,
                KEEP_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> thread(name + "-" + count.incrementAndGet(), context, task));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** One thread, tasks in order. */
    public static ExecutorService single(String name) {
        ClassLoader context = context();
        return Executors.newSingleThreadExecutor(task -> thread(name, context, task));
    }
}
