package io.enginehub.api.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a dispatcher asks a hub to record.
 *
 * @param result of a step; null where only the process's end is to be recorded
 * @param loss which loss of an agent this failure is, from 1; 0: it is a real one
 * @param retryAfter when a failed step is tried again; null: never
 * @param end the end of the process as the dispatcher proposes it
 */
public record StepOutcome(
        Held held,
        @Nullable ResultEvent result,
        int loss,
        @Nullable Duration retryAfter,
        @Nullable ProcessEnd end) {}
