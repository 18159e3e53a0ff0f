package io.enginehub.api.spi;

import io.enginehub.api.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that failed, or a loss of the agent that handled it.
 *
 * @param loss from 1; 0: a real failure
 * @param nextAt when the step is tried again; null: never
 */
public record AttemptRow(
        EventKey key,
        int loss,
        String agent,
        Instant started,
        Instant ended,
        Failure failure,
        @Nullable Instant nextAt) {}
