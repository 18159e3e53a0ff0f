package io.enginehub.transport.http.server;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/**
 * Ends answers that take too long. It looks at all of them together now and then, while there are any: a timer for each
 * would wake a thread for each.
 */
final class Deadlines {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private record Open(CompletableFuture<?> answer, long endNanos) {}

    private final long patienceNanos;
    private final Queue<Open> open = new ConcurrentLinkedQueue<>();
    private final Looks looks;

    /**
     * Deadlines.
     *
     * @param patience how long each may take, and up to a second more
     */
    Deadlines(Duration patience) {
        this.patienceNanos = patience.toNanos();
        this.looks = new Looks(patience.compareTo(LOOK) < 0 ? patience : LOOK, this::look, () -> !open.isEmpty());
    }

    /** The same answer, which fails with a {@link TimeoutException} when it is not there in time. */
    <T> CompletableFuture<T> bound(CompletableFuture<T> answer) {
        if (!answer.isDone()) {
            open.add(new Open(answer, System.nanoTime() + patienceNanos));
            looks.wanted();
        }
        return answer;
    }

    private void look() {
        long now = System.nanoTime();
        open.removeIf(each -> each.answer.isDone()
                || now - each.endNanos >= 0 && each.answer.completeExceptionally(new TimeoutException()));
    }
}
