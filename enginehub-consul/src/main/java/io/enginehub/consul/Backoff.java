package io.enginehub.consul;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after each failure in a row: twice as long each time, up to a bound, and by chance up to half less, so
 * that many roles do not come back at one moment. Not for several threads at once.
 */
final class Backoff {
    private final long first;
    private final long most;
    private int failures;

    Backoff(Duration first, Duration most) {
        this.first = first.toNanos();
        this.most = most.toNanos();
    }

    /** Nanoseconds. */
    long next() {
        long whole = Math.min(most, first << Math.min(failures, 20));
        failures++;
        return whole - ThreadLocalRandom.current().nextLong(whole / 2 + 1);
    }

    void reset() {
        failures = 0;
    }
}
