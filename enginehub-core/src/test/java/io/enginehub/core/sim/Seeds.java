package io.enginehub.core.sim;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** Runs seeds on all cores: each in one thread, and none knows of another. Outcomes come in the order of the seeds. */
final class Seeds {
    private static final int AT_A_TIME = 64;

    private final Tally tally = new Tally();

    /**
     * Runs seeds.
     *
     * @param goOn is told each outcome; false: the seeds after it are not run
     */
    Seeds run(long first, long count, Predicate<Outcome> goOn) {
        long wall = System.nanoTime();
        long cpu = cpuNanos();
        boolean more = true;
        for (long from = first; more && from < first + count; from += AT_A_TIME) {
            more = handOver(some(from, Math.min(AT_A_TIME, first + count - from)), goOn);
        }
        tally.took(System.nanoTime() - wall, cpuNanos() - cpu);
        return this;
    }

    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    /** Runs seeds until so much time is over. */
    Seeds runFor(long first, Duration length, Predicate<Outcome> goOn) {
        long from = first;
        boolean[] more = {true};
        while (more[0] && tally.wallNanos() < length.toNanos()) {
            run(from, AT_A_TIME, outcome -> {
                more[0] &= goOn.test(outcome);
                return more[0];
            });
            from += AT_A_TIME;
        }
        return this;
    }

    private static List<Outcome> some(long first, long count) {
        return LongStream.range(first, first + count)
                .parallel()
                .mapToObj(seed -> new Simulation(seed).run())
                .toList();
    }

    private boolean handOver(List<Outcome> outcomes, Predicate<Outcome> goOn) {
        for (Outcome outcome : outcomes) {
            tally.add(outcome);
            if (!goOn.test(outcome)) {
                return false;
            }
        }
        return true;
    }

    Tally tally() {
        return tally;
    }
}
