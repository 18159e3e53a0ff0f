package io.enginehub.api.spi;

import io.enginehub.api.ProcessId;

/** What an event is known by. */
public record EventKey(ProcessId process, String step, int run, int attempt) {
    @Override
    public int hashCode() { // why our own: it is computed several times for each event
        return ((process.hashCode() * 31 + step.hashCode()) * 31 + run) * 31 + attempt;
    }
}
