package io.enginehub.api.spi;

import java.time.Duration;
import java.time.Instant;

/** Time, as a role sees it. */
public interface Timers {
    /** A monotonic clock, in nanoseconds from an arbitrary origin; only differences mean something. */
    long nanoTime();

    /** The wall clock, for display only: never compared with a lease. */
    Instant wallTime();

    /** Runs a task once on the role's loop, after a delay and not before. Never runs it within this call. */
    Registration after(Duration delay, Runnable task);
}
