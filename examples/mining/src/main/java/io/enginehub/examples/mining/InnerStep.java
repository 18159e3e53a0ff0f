package io.enginehub.examples.mining;

import io.enginehub.api.StepContext;
import java.time.Instant;

/** What one of many fits inside a step may know: all of the step; and say: warnings only. */
record InnerStep(StepContext outer) implements StepContext {
    @Override
    public String key() {
        return outer.key();
    }

    @Override
    public int attempt() {
        return outer.attempt();
    }

    @Override
    public Instant deadline() {
        return outer.deadline();
    }

    @Override
    public boolean isCancelled() {
        return outer.isCancelled();
    }

    @Override
    public void log(String line) {}

    @Override
    public void warn(String line) {
        outer.warn(line);
    }

    @Override
    public void progress(double fraction) {}
}
