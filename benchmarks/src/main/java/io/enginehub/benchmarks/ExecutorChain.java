package io.enginehub.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** The limit: the same three functions on three single threads that hand on to each other, without an engine. */
final class ExecutorChain implements AutoCloseable {
    private final ExecutorService first = Executors.newSingleThreadExecutor();
    private final ExecutorService second = Executors.newSingleThreadExecutor();
    private final ExecutorService third = Executors.newSingleThreadExecutor();
    private final UnaryOperator<String> step;

    ExecutorChain(UnaryOperator<String> step) {
        this.step = step;
    }

    CompletableFuture<String> submit(String input) {
        return CompletableFuture.supplyAsync(() -> step.apply(input), first)
                .thenApplyAsync(step, second)
                .thenApplyAsync(step, third);
    }

    @Override
    public void close() {
        first.shutdown();
        second.shutdown();
        third.shutdown();
    }
}
