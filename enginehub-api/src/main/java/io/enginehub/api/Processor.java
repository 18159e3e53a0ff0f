package io.enginehub.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of a flow: an algorithm, its model, and where its input comes from. Made by a flow's builder or parser. */
public final class Processor {
    private final String algorithm;
    private final Payload model;
    private final @Nullable Reference modelFrom;
    private final Shape input;
    private final List<String> after;
    private final Retry retry;
    private final @Nullable Duration timeout;

    private Processor(Builder draft) {
        this.algorithm = draft.algorithm;
        this.model = draft.model == null ? Payload.EMPTY_OBJECT : draft.model;
        this.modelFrom = draft.modelFrom;
        this.input = draft.input;
        this.after = List.copyOf(draft.after);
        this.retry = draft.retry;
        this.timeout = draft.timeout;
    }

    public String algorithm() {
        return algorithm;
    }

    /** The model that stands in the flow; {@code {}} where none does. */
    public Payload model() {
        return model;
    }

    /** Where the model comes from, when another processor's output or a part of the process's input is the model. */
    public Optional<Reference> modelFrom() {
        return Optional.ofNullable(modelFrom);
    }

    public Shape input() {
        return input;
    }

    /** Processors that have to finish first although nothing of theirs is used. */
    public List<String> after() {
        return after;
    }

    public Retry retry() {
        return retry;
    }

    /** How long one attempt may take; empty: as long as it likes. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** What a processor is made of. Faults are collected, and told by the flow's builder all at once. */
    public static final class Builder {
        final String key;
        final String algorithm;

        @Nullable
        Payload model;

        @Nullable
        Reference modelFrom;

        Shape input = Shape.of("#");
        List<String> after = new ArrayList<>();
        Retry retry = Retry.DEFAULT;

        @Nullable
        Duration timeout;

        final List<FlowFault> faults = new ArrayList<>();

        Builder(String key, String algorithm) {
            this.key = key;
            this.algorithm = algorithm;
        }

        /** The model: a Java value written as JSON, or a {@link Payload}. */
        public Builder model(Object parameters) {
            try {
                this.model = Payload.of(parameters).checked();
            } catch (PayloadException e) {
                fault("model", String.valueOf(e.getMessage()), "Give a value that can be written as JSON");
            }
            return this;
        }

        /** A reference to what the model is: {@code "fit"}, or {@code "#/model"}. */
        public Builder modelFrom(String reference) {
            try {
                this.modelFrom = Reference.parse(reference);
            } catch (IllegalArgumentException e) {
                fault("modelFrom", String.valueOf(e.getMessage()), FlowParser.REFERENCE_REMEDY);
            }
            return this;
        }

        /** A reference to what the input is: {@code "split#/train"}. */
        public Builder input(String reference) {
            try {
                this.input = Shape.of(reference);
            } catch (IllegalArgumentException e) {
                fault("input", String.valueOf(e.getMessage()), FlowParser.REFERENCE_REMEDY);
            }
            return this;
        }

        public Builder input(Shape shape) {
            this.input = shape;
            return this;
        }

        public Builder after(String... keys) {
            this.after = new ArrayList<>(List.of(keys));
            return this;
        }

        public Builder retry(Retry retry) {
            this.retry = retry;
            return this;
        }

        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        void fault(String member, String problem, String remedy) {
            faults.add(new FlowFault("processors." + key + "." + member, problem, remedy));
        }

        Processor build() {
            return new Processor(this);
        }
    }
}
