package io.enginehub.testkit;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.StepContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step without an engine, for the unit test of an algorithm: {@link #run} handles one input, and what the algorithm
 * says meanwhile is kept. Thread-safe.
 */
public final class FakeStep implements StepContext {
    private final List<String> logged = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Double> progress = new ArrayList<>();
    private int attempt = 1;
    private Instant deadline = Instant.MAX;
    private double cancelAt = Double.POSITIVE_INFINITY;
    private boolean cancelled;
    private @Nullable Thread handling;

    /** Loads a model, handles an input and closes the model again: {@link #run} with the model {@code {}}. */
    public Payload run(Algorithm algorithm, @Nullable Object input) throws Exception {
        return run(algorithm, Payload.EMPTY_OBJECT, input);
    }

    /**
     * Loads a model, handles an input on the calling thread, and closes the model again.
     *
     * @param model a payload, or a Java value that becomes JSON; so is the input
     * @return the output; {@link Payload#as} reads it
     * @throws Exception what {@link Algorithm#load} and {@link Model#apply} throw; a
     *     {@link io.enginehub.api.PayloadException} for broken JSON
     */
    public Payload run(Algorithm algorithm, Object model, @Nullable Object input) throws Exception {
        try (Model loaded = algorithm.load(Payload.of(model).checked(), fraction -> {})) {
            return handle(loaded, Payload.of(input).checked());
        }
    }

    private Payload handle(Model loaded, Payload input) throws Exception {
        handledBy(Thread.currentThread());
        try {
            return Objects.requireNonNull(
                            loaded.apply(input, this), "The algorithm returned null instead of a payload.")
                    .checked();
        } finally {
            handledBy(null);
            boolean unused = Thread.interrupted(); // why: what runs on this thread next has not been cancelled
        }
    }

    private synchronized void handledBy(@Nullable Thread thread) {
        handling = thread;
    }

    /** Sets the number of the attempt, 1 before. */
    public synchronized FakeStep onAttempt(int number) {
        attempt = number;
        return this;
    }

    /** Sets when the step's time-out ends, {@link Instant#MAX} before. Nothing happens then. */
    public synchronized FakeStep until(Instant end) {
        deadline = end;
        return this;
    }

    /** Cancels the step when the algorithm tells that it is so far, from 0 to 1, or farther. */
    public synchronized FakeStep cancelAt(double fraction) {
        cancelAt = fraction;
        return this;
    }

    /** Cancels the step: {@link #isCancelled} is true from now on, and the thread that is in {@link #run} is interrupted. */
    public synchronized void cancel() {
        cancelled = true;
        if (handling != null) {
            handling.interrupt();
        }
    }

    /** What was logged, warnings apart. */
    public synchronized List<String> logged() {
        return List.copyOf(logged);
    }

    public synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** What was told about progress, in order; an engine keeps the last one, between 0 and 1. */
    public synchronized List<Double> progress() {
        return List.copyOf(progress);
    }

    /** Always {@code process/step}. */
    @Override
    public String key() {
        return "process/step";
    }

    @Override
    public synchronized int attempt() {
        return attempt;
    }

    @Override
    public synchronized Instant deadline() {
        return deadline;
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public synchronized void log(String line) {
        logged.add(line);
    }

    @Override
    public synchronized void warn(String line) {
        warnings.add(line);
    }

    @Override
    public synchronized void progress(double fraction) {
        progress.add(fraction);
        if (fraction >= cancelAt) {
            cancel();
        }
    }
}
