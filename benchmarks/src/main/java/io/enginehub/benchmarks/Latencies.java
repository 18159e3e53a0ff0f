package io.enginehub.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Latencies of repeated runs, in microseconds. */
record Latencies(double p50, double p99) {
    private static final double NANOS = TimeUnit.MICROSECONDS.toNanos(1);

    /** Measures a task, after a third as many runs to warm up. */
    static Latencies of(int runs, Runnable task) {
        for (int i = 0; i < runs / 3; i++) {
            task.run();
        }
        long[] nanos = new long[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            task.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return new Latencies(nanos[runs / 2] / NANOS, nanos[runs * 99 / 100] / NANOS);
    }
}
