package io.enginehub.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Clients that run one process after the other, and what that took. */
final class Load {
    /** One side of a comparison: runs one process on a client's thread. */
    interface Side extends AutoCloseable {
        void run();

        @Override
        void close() throws Exception;
    }

    /**
     * What was measured.
     *
     * @param perSecond processes
     * @param p50 milliseconds of one
     * @param cpu microseconds of processor time of one, in all processes that took part
     * @param others what of it was not this JVM's
     */
    record Measured(double perSecond, double p50, double cpu, double others) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%9.0f/s  p50 %8.2f ms  CPU %7.0f µs, %7.0f of it in other processes",
                    perSecond,
                    p50,
                    cpu,
                    others);
        }
    }

    private Load() {}

    /**
     * Measures after a time to warm up, of half the length.
     *
     * @param others whose processor time counts, beside this JVM's: with their descendants
     */
    static Measured measure(Side side, int clients, int seconds, List<ProcessHandle> others)
            throws InterruptedException {
        during(side, clients, Math.max(1, seconds / 2));
        long own = cpuNanos();
        long far = cpuNanos(others);
        long start = System.nanoTime();
        long[] nanos = during(side, clients, seconds);
        double elapsed = (System.nanoTime() - start) / 1e9;
        double ownUsed = (cpuNanos() - own) / 1e3 / nanos.length;
        double farUsed = (cpuNanos(others) - far) / 1e3 / nanos.length;
        return new Measured(nanos.length / elapsed, nanos[nanos.length / 2] / 1e6, ownUsed + farUsed, farUsed);
    }

    private static long[] during(Side side, int clients, int seconds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                    while (System.nanoTime() - end < 0) {
                        long start = System.nanoTime();
                        side.run();
                        times.add(System.nanoTime() - start);
                    }
                }))
                .limit(clients)
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return times.stream().mapToLong(time -> time).sorted().toArray();
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long cpuNanos(List<ProcessHandle> others) {
        return others.stream()
                .flatMap(other -> Stream.concat(Stream.of(other), other.descendants()))
                .distinct()
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
