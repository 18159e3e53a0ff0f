package io.enginehub.api.spi;

import io.enginehub.api.ProcessId;

/** A process at an epoch: what an owner holds, or has to let go of. */
public record Held(ProcessId process, long epoch) {}
