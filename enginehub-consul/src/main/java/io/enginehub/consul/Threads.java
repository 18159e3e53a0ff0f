package io.enginehub.consul;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The one place of this module where threads are made: daemon platform threads with names that say whose they are. */
final class Threads {
    private static final long KEEP_SECONDS = 10;

    private Threads() {}

    /** A thread that runs one long task. */
    static Thread start(String name, Runnable task) {
        Thread thread = daemon(name, task);
        thread.start();
        return thread;
    }

    /** At most {@code most} threads, made when needed and ended when idle; tasks beyond wait in line. */
    static ExecutorService pool(String name, int most) {
        AtomicLong count = new AtomicLong();
        ThreadFactory named = task -> daemon(name + "-" + count.incrementAndGet(), task);
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(most, most, KEEP_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** One thread that does things later; what is cancelled is forgotten at once. */
    static ScheduledExecutorService timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> daemon(name, task));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** What the client of Consul wants to have; calls that wait for their answer need no thread of it. */
    static ExecutorService unused() {
        return pool("enginehub-consul-calls", 1);
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
