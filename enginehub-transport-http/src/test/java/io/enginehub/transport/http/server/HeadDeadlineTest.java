package io.enginehub.transport.http.server;

import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.junit.jupiter.api.Test;

class HeadDeadlineTest {
    private static final int SILENT = 20;

    private final HeadDeadline deadline = new HeadDeadline(Duration.ofMillis(20));

    /** A connection on which nothing comes or goes. */
    private static Connection silent(Runnable close) {
        return (Connection) Proxy.newProxyInstance(
                HeadDeadlineTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (itself, method, args) -> switch (method.getName()) {
                    case "close" -> {
                        close.run();
                        yield null;
                    }
                    case "hashCode" -> System.identityHashCode(itself);
                    case "equals" -> itself == args[0];
                    default -> 0L; // why: of what it counts, it has counted nothing
                });
    }

    @Test
    void closesTheOthersWhereOneCannotBeClosed() {
        AtomicInteger closed = new AtomicInteger();
        for (int i = 0; i < SILENT; i++) {
            deadline.onOpened(silent(closed::incrementAndGet));
        }
        deadline.onOpened(silent(() -> {
            throw new IllegalStateException("it stays open");
        }));
        await().until(() -> closed.get() == SILENT);
    }
}
