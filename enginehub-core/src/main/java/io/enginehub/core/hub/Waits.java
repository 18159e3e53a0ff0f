package io.enginehub.core.hub;

import io.enginehub.api.InterruptedWaitException;
import io.enginehub.api.StoreException;
import io.enginehub.api.spi.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits on a caller's thread for what the hub's loop does. */
final class Waits {
    /** How long a hub that works may take for anything that waits for nobody else. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Waits() {}

    static <T> T value(CompletableFuture<Reply<T>> reply) {
        Reply<T> outcome = wait(reply, PATIENCE);
        if (outcome instanceof Reply.Ok<T> ok) {
            return ok.value();
        }
        throw fault(outcome);
    }

    private static StoreException fault(Reply<?> reply) {
        return reply.fold(
                value -> new StoreException(StoreException.Fault.UNKNOWN, "no value", null),
                refused -> new StoreException(
                        refused.code().equals("READ_ONLY")
                                ? StoreException.Fault.READ_ONLY
                                : StoreException.Fault.NOT_DONE,
                        "The hub refused: " + refused.code() + ". Nothing was done.",
                        null),
                unknown -> new StoreException(
                        StoreException.Fault.UNKNOWN,
                        "Nobody knows whether it was done: " + unknown.why() + ".",
                        null));
    }

    static <T> T wait(CompletableFuture<T> future, Duration patience) {
        try {
            return await(future, patience);
        } catch (TimeoutException e) {
            throw new StoreException(
                    StoreException.Fault.UNKNOWN, "The hub did not answer within " + patience + ".", e);
        }
    }

    static <T> T await(CompletableFuture<T> future, Duration patience) throws TimeoutException {
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(patience); // why: toNanos() fails beyond 292 years
            return future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedWaitException("The thread was interrupted while it waited for the hub.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        }
    }
}
