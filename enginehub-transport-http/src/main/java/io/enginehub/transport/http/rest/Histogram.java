package io.enginehub.transport.http.rest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, counted in fixed ranges. Thread-safe. */
final class Histogram {
    /** Upper bounds in seconds; what is longer falls into a range of its own. */
    private static final double[] BOUNDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600
    };

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length + 1);
    private final LongAdder nanos = new LongAdder();

    void add(Duration took) {
        long length = Math.max(0, took.toNanos()); // why: clocks of two hosts may differ
        int range = 0;
        while (range < BOUNDS.length && length > BOUNDS[range] * 1e9) {
            range++;
        }
        counts.incrementAndGet(range);
        nanos.add(length);
    }

    /** Adds this, as Prometheus wants it: each range with all that is shorter. */
    void write(Exposition.Family family, String... labels) {
        long all = 0;
        for (int range = 0; range <= BOUNDS.length; range++) {
            all += counts.get(range);
            String bound = range == BOUNDS.length ? "+Inf" : Double.toString(BOUNDS[range]);
            family.sample("_bucket", (double) all, Exposition.with(labels, "le", bound));
        }
        family.sample("_sum", nanos.sum() / 1e9, labels);
        family.sample("_count", (double) all, labels);
    }
}
