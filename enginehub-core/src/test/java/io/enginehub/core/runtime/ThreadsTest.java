package io.enginehub.core.runtime;

import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Threads of an engine are made when they are needed, on whichever thread needs one: a client's of another application. */
class ThreadsTest {
    private final ClassLoader starters = new URLClassLoader(new URL[0]);
    private final ClassLoader clients = new URLClassLoader(new URL[0]);

    private static <T> T with(ClassLoader context, Callable<T> task) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return task.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void seesTheClassesOfWhoMakes(Supplier<ExecutorService> made) throws Exception {
        ExecutorService threads = with(starters, made::get);
        try {
            Future<ClassLoader> seen = with(
                    clients, () -> threads.submit(() -> Thread.currentThread().getContextClassLoader()));
            assertSame(starters, seen.get(30, TimeUnit.SECONDS));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPoolsThreadSeesTheClassesOfWhoStartedTheEngine() throws Exception {
        seesTheClassesOfWhoMakes(() -> Threads.pool("pool", 1));
    }

    @Test
    void aLoneThreadSeesTheClassesOfWhoStartedTheEngine() throws Exception {
        seesTheClassesOfWhoMakes(() -> Threads.single("single"));
    }
}
