package io.enginehub.transport.http.server;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LooksTest {
    @Test
    void looksAgainAfterALookThatFailed() {
        AtomicInteger looks = new AtomicInteger();
        new Looks(
                        Duration.ofMillis(1),
                        () -> {
                            if (looks.incrementAndGet() == 1) {
                                throw new IllegalStateException("a connection that cannot be closed");
                            }
                        },
                        () -> looks.get() < 3)
                .wanted();
        await().until(() -> looks.get() == 3);
    }
}
