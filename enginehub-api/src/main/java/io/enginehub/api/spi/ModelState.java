package io.enginehub.api.spi;

import org.jspecify.annotations.Nullable;

/**
 * A model at an agent.
 *
 * @param fraction how far it is loaded, from 0 to 1, where the agent knows
 * @param problem why it failed to load
 */
public record ModelState(
        String hash,
        State state,
        @Nullable Double fraction,
        @Nullable String problem) {
    /** Where it stands. */
    public enum State {
        LOADING,
        WARM,
        FAILED
    }
}
