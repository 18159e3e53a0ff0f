package io.enginehub.api.spi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outcome of a call from role to role. A stage of it never completes exceptionally. */
public sealed interface Reply<T> {
    /** Done. */
    record Ok<T>(T value) implements Reply<T> {}

    /** Certainly not done. */
    record Refused<T>(String code, @Nullable Duration retryAfter) implements Reply<T> {}

    /** Sent; nobody knows whether it was done. */
    record Unknown<T>(String why) implements Reply<T> {}

    /** One of three, by the outcome. */
    default <R> R fold(Function<? super T, R> ok, Function<Refused<T>, R> refused, Function<Unknown<T>, R> unknown) {
        if (this instanceof Ok<T> reply) {
            return ok.apply(reply.value());
        }
        return this instanceof Refused<T> reply ? refused.apply(reply) : unknown.apply((Unknown<T>) this);
    }

    /** This failure as another call's reply, which fails with it; of a success nothing is known then. */
    default <R> Reply<R> failed() {
        return fold(
                value -> new Unknown<>("no value"),
                refused -> new Refused<>(refused.code(), refused.retryAfter()),
                unknown -> new Unknown<>(unknown.why()));
    }

    /** A stage that is complete with a value. */
    static <T> CompletionStage<Reply<T>> ok(T value) {
        return CompletableFuture.completedFuture(new Ok<>(value));
    }

    /** A stage that is complete with a refusal. */
    static <T> CompletionStage<Reply<T>> refused(String code) {
        return CompletableFuture.completedFuture(new Refused<>(code, null));
    }
}
