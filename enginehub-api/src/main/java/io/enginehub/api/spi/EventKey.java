package io.enginehub.api.spi;

import io.enginehub.api.ProcessId;

/** What an event is known by. */
public record EventKey(ProcessId process, String step, int run, int attempt) {}
