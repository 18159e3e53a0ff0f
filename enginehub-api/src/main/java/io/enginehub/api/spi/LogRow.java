package io.enginehub.api.spi;

import io.enginehub.api.ProcessId;

/** A line for a process's log; the store numbers it. */
public record LogRow(ProcessId process, String step, int attempt, StepLines.Line line) {}
