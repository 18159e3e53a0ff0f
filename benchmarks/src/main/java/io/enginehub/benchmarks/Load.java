package io.enginehub.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Clients that run one process after the other, and what that took. */
final class Load {
    /** One side of a comparison: runs one process on a client's thread. */
    interface Side extends AutoCloseable {
        void run();

        @Override
        void close();
    }

    /**
     * What was measured.
     *
     * @param perSecond processes
     * @param p50 milliseconds of one
     * @param cpu microseconds of processor time of one, by who used it
     */
    record Measured(double perSecond, double p50, Map<String, Double> cpu) {
        double allCpu() {
            return cpu.values().stream().mapToDouble(each -> each).sum();
        }

        @Override
        public String toString() {
            StringBuilder shares = new StringBuilder();
            cpu.forEach((who, micros) ->
                    shares.append(String.format(Locale.ROOT, "%s%s %.0f", shares.isEmpty() ? "" : ", ", who, micros)));
            return String.format(
                    Locale.ROOT, "%9.0f/s  p50 %8.2f ms  CPU %7.0f µs (%s)", perSecond, p50, allCpu(), shares);
        }
    }

    private Load() {}

    /** Measures clients that run one process after the other as fast as they can. */
    static Measured measure(Side side, int clients, int seconds, Map<String, List<ProcessHandle>> others)
            throws InterruptedException {
        return measure(side, new Clients(clients, 0), seconds, others);
    }

    /**
     * Clients, each with one process at a time.
     *
     * @param perSecond how many processes all of them begin in a second, as far as they can; 0: as many as they can
     */
    record Clients(int count, int perSecond) {
        /**
         * Waits until a client may begin its next process; false: that is after the end.
         *
         * @param client from 0: they begin one after the other
         * @param done how many it has run
         */
        boolean await(int client, long done, long begun, long end) {
            long before = done * count + client;
            long due =
                    begun + (perSecond == 0 ? 0 : before * Duration.ofSeconds(1).toNanos() / perSecond);
            while (due - end < 0 && due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            return due - end < 0 && System.nanoTime() - end < 0;
        }

        @Override
        public String toString() {
            String text = String.format(Locale.ROOT, "%3d clients", count);
            return perSecond == 0 ? text : text + String.format(Locale.ROOT, ", %4d/s", perSecond);
        }
    }

    /**
     * Measures after a time to warm up, of half the length.
     *
     * @param others whose processor time counts, beside this JVM's: each with its descendants
     */
    static Measured measure(Side side, Clients clients, int seconds, Map<String, List<ProcessHandle>> others)
            throws InterruptedException {
        during(side, clients, Math.max(1, seconds / 2));
        Map<String, Long> before = cpuNanos(others);
        long start = System.nanoTime();
        long[] nanos = during(side, clients, seconds);
        double elapsed = (System.nanoTime() - start) / 1e9;
        Map<String, Double> cpu = new TreeMap<>();
        cpuNanos(others).forEach((who, now) -> cpu.put(who, (now - before.getOrDefault(who, 0L)) / 1e3 / nanos.length));
        return new Measured(nanos.length / elapsed, nanos[nanos.length / 2] / 1e6, cpu);
    }

    private static long[] during(Side side, Clients clients, int seconds) throws InterruptedException {
        long begun = System.nanoTime();
        long end = begun + Duration.ofSeconds(seconds).toNanos();
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients.count(); i++) {
            int client = i;
            threads.add(new Thread(() -> {
                for (long done = 0; clients.await(client, done, begun, end); done++) {
                    long start = System.nanoTime();
                    side.run();
                    times.add(System.nanoTime() - start);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return times.stream().mapToLong(time -> time).sorted().toArray();
    }

    private static Map<String, Long> cpuNanos(Map<String, List<ProcessHandle>> others) {
        Map<String, Long> nanos = new TreeMap<>();
        nanos.put(
                "this JVM", ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
        others.forEach((who, processes) -> nanos.put(who, cpuNanos(processes)));
        return nanos;
    }

    private static long cpuNanos(List<ProcessHandle> processes) {
        return processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
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
