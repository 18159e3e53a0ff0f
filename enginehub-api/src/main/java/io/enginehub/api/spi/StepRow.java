package io.enginehub.api.spi;

import io.enginehub.api.ProcessId;
import java.time.Instant;

/** A finished step: written once, never changed. Its output is a payload beside it. */
public record StepRow(
        ProcessId process, String step, int run, int attempt, String agent, Instant started, Instant ended) {}
