package io.enginehub.api.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A step in a dispatcher's slot that has no outcome yet.
 *
 * @param attempt the number of the attempt that is under way or comes next
 * @param since how long it has been in this phase
 * @param due when a RETRYING step is sent again
 * @param fraction of the step's progress, or of its model's loading
 */
public record LiveStep(
        String step,
        Phase phase,
        int attempt,
        @Nullable String agent,
        Duration since,
        @Nullable Duration due,
        @Nullable Double fraction) {
    /** Where it stands. */
    public enum Phase {
        NO_AGENT,
        AGENT_BUSY,
        MODEL_LOADING,
        RUNNING,
        RETRYING
    }
}
