package io.enginehub.launcher;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Waits for SIGTERM or SIGINT. The first one is an order to end well; the second one ends the JVM at once.
 *
 * <p>Through reflection, because the class that knows of signals is none of the Java platform's own: where it is missing,
 * the JVM's own order to shut down counts.
 */
final class StopSignal implements AutoCloseable {
    private static final int KILLED = 128 + 15;
    private static final List<String> SIGNALS = List.of("TERM", "INT");

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private StopSignal() {}

    static StopSignal install() {
        StopSignal stop = new StopSignal();
        try {
            for (String signal : SIGNALS) {
                stop.handle(signal);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            Runtime.getRuntime().addShutdownHook(Threads.atShutdown(stop::shutDown));
        }
        return stop;
    }

    private void handle(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                signalled();
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "stop on SIG" + name;
        };
        Object made = Proxy.newProxyInstance(StopSignal.class.getClassLoader(), new Class<?>[] {handler}, calls);
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), made);
    }

    private void signalled() {
        if (told.getCount() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
        told.countDown();
    }

    /** The JVM ends when this returns. */
    private void shutDown() {
        told.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void await() {
        try {
            told.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
