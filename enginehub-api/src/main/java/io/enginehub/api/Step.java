package io.enginehub.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One processor's execution inside a process: a snapshot.
 *
 * @param attempts how many attempts were made, the running one included
 * @param agent the agent of the last attempt, where known
 * @param progress from 0 to 1 while it runs and tells; else null
 * @param nextAttempt when a RETRYING step is due
 */
public record Step(
        String processor,
        String algorithm,
        StepStatus status,
        int attempts,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable String agent,
        @Nullable Double progress,
        @Nullable Instant nextAttempt,
        @Nullable Failure failure) {}
