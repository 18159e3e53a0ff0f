package io.enginehub.api;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** The name of the algorithm. */
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

    /** What the input is: the whole input of the process where the flow says nothing. */
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
        final List<FlowFault> faults = new ArrayList<>();

        @Nullable
        Payload model;

        @Nullable
        Reference modelFrom;

        Shape input = Shape.of("#");
        List<String> after = new ArrayList<>();
        Retry retry = Retry.DEFAULT;

        @Nullable
        Duration timeout;

        /** Whether a model was given, well-formed or not. */
        boolean hasModel;

        /** Whether a reference to the model was given, well-formed or not. */
        boolean hasModelFrom;

        /** Whether a fault hides what this processor depends on. */
        boolean edgesHidden;

        Builder(String key, String algorithm) {
            this.key = key;
            this.algorithm = algorithm;
        }

        /**
         * The model: a Java value written as JSON, or a {@link Payload}; at most 16 MiB. JSON is minified; its numbers
         * stay as they are.
         */
        public Builder model(Object parameters) {
            hasModel = true;
            try {
                Payload given = Payload.of(parameters);
                boolean fits = given.size() <= FlowChecks.MAX_MODEL;
                this.model = fits ? minified(given.checked()) : given; // why: what is refused anyway is not scanned
            } catch (PayloadException e) {
                fault("model", String.valueOf(e.getMessage()), "Give a value that can be written as JSON");
            }
            return this;
        }

        // why: a flow's content is its minified JSON, so that the same model has the same bytes however it came here
        private Payload minified(Payload given) {
            if (!given.contentType().equals(Payload.JSON)) {
                return given;
            }
            JsonNode tree = JsonTree.read(
                    given.text(),
                    path("model"),
                    path -> faults.add(new FlowFault(path, FlowParser.TWICE, FlowParser.TWICE_REMEDY)));
            return Payload.of(tree);
        }

        /** A reference to what the model is: {@code "fit"}, or {@code "#/model"}. */
        public Builder modelFrom(String reference) {
            hasModelFrom = true;
            try {
                this.modelFrom = Reference.parse(reference);
            } catch (IllegalArgumentException e) {
                edgeFault("modelFrom", e);
            }
            return this;
        }

        /** A reference to what the input is: {@code "split#/train"}. Without one it is the process's input. */
        public Builder input(String reference) {
            try {
                this.input = Shape.of(reference);
            } catch (IllegalArgumentException e) {
                edgeFault("input", e);
            }
            return this;
        }

        /** What the input is. */
        public Builder input(Shape shape) {
            this.input = shape;
            return this;
        }

        /** Processors that have to finish first although nothing of theirs is used. */
        public Builder after(String... keys) {
            this.after = new ArrayList<>(List.of(keys));
            return this;
        }

        public Builder retry(Retry retry) {
            this.retry = retry;
            return this;
        }

        /** How long one attempt may take, up to 36,500 days. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        String path(String member) {
            return FlowPath.member(FlowPath.member("processors", key), member);
        }

        private void edgeFault(String member, IllegalArgumentException e) {
            edgesHidden = true;
            fault(member, String.valueOf(e.getMessage()), FlowParser.REFERENCE_REMEDY);
        }

        private void fault(String member, String problem, String remedy) {
            faults.add(new FlowFault(path(member), problem, remedy));
        }

        Processor build() {
            return new Processor(this);
        }
    }
}
