package io.enginehub.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a process or step was submitted (became ready), started and ended, by the store's clock. */
public record ProcessTimes(
        Instant submitted,
        @Nullable Instant started,
        @Nullable Instant ended) {
    /** From start to end. */
    public Optional<Duration> took() {
        return started == null || ended == null ? Optional.empty() : Optional.of(Duration.between(started, ended));
    }
}
