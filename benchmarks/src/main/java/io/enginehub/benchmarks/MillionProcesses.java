package io.enginehub.benchmarks;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.SubmitOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A million processes through one engine: is the heap flat? One thread submits, at most 2,000 processes ahead of another
 * that sees each end. Meant for a small heap, such as {@code -Xmx256m}.
 */
public final class MillionProcesses {
    private static final int PROCESSES = 1_000_000;
    private static final int ROWS = 10;
    private static final int AHEAD = 2_000;
    private static final long MEGABYTE = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private MillionProcesses() {}

    /** Prints a table; takes no arguments. */
    public static void main(String[] args) throws InterruptedException {
        System.out.printf(
                Locale.ROOT, "heap at most %d MB%n", Runtime.getRuntime().maxMemory() / MEGABYTE);
        System.out.printf("%-12s %14s %14s%n", "processes", "MB after GC", "processes/s");
        try (EngineHub engine = EngineHub.local()
                .algorithm(Algorithm.of("step", String.class, text -> text))
                .start()) {
            engine.hub().deploy(ProcessFlow.chain("one", "step"), PATIENCE);
            for (int row = 1; row <= ROWS; row++) {
                double perSecond = run(engine, PROCESSES / ROWS);
                System.out.printf(
                        Locale.ROOT, "%-12d %14.1f %14.0f%n", row * (PROCESSES / ROWS), liveMegabytes(), perSecond);
            }
        }
    }

    private static double run(EngineHub engine, int count) throws InterruptedException {
        BlockingQueue<ProcessId> submitted = new ArrayBlockingQueue<>(AHEAD);
        Payload input = Payload.of("x".repeat(100));
        long start = System.nanoTime();
        Thread client = new Thread(() -> {
            try {
                for (int i = 0; i < count; i++) {
                    submitted.put(engine.hub().submit("one", input, SubmitOptions.none()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        client.start();
        for (int i = 0; i < count; i++) {
            engine.hub().await(submitted.take(), PATIENCE);
        }
        client.join();
        return count * (double) Duration.ofSeconds(1).toNanos() / (System.nanoTime() - start);
    }

    private static double liveMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / (double) MEGABYTE;
    }
}
