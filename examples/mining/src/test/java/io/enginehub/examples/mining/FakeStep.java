package io.enginehub.examples.mining;

import io.enginehub.api.StepContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A step outside an engine: keeps what is said to it. */
final class FakeStep implements StepContext {
    final List<String> logged = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final List<Double> progress = new ArrayList<>();
    boolean cancelled;

    @Override
    public String key() {
        return "process/step";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Instant deadline() {
        return Instant.MAX;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void log(String line) {
        logged.add(line);
    }

    @Override
    public void warn(String line) {
        warnings.add(line);
    }

    @Override
    public void progress(double fraction) {
        progress.add(fraction);
    }
}
