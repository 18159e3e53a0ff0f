package io.enginehub.api;

import java.time.Instant;

/** What a model may know and say about the step it is handling an input for. Usable from the handling thread. */
public interface StepContext {
    /** {@code process/processor}: the same over all attempts and takeovers, so that it can serve as idempotency key. */
    String key();

    /** The number of this attempt, from 1. */
    int attempt();

    /** When the thread will be interrupted; {@link Instant#MAX} where nothing bounds the step. By this host's clock. */
    Instant deadline();

    /** Whether nobody wants the result any more. The thread is interrupted too. */
    boolean isCancelled();

    /** Adds a line to the process's log. */
    void log(String line);

    /** Adds a warning to the process's log. */
    void warn(String line);

    /** Tells how far the step is, from 0 to 1. */
    void progress(double fraction);
}
