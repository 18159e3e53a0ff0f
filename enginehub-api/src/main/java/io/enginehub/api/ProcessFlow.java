package io.enginehub.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A map of processors by key: what a process runs. Immutable, and without faults: those are refused where it is made. */
public final class ProcessFlow {
    private final String key;
    private final Map<String, Processor> processors;
    private final Shape output;
    private final @Nullable Duration deadline;
    private final String json;

    private ProcessFlow(Builder draft, Map<String, Processor> processors, Shape output) {
        this.key = draft.key;
        this.processors = Collections.unmodifiableMap(processors);
        this.output = output;
        this.deadline = draft.deadline;
        this.json = FlowWriter.write(this);
    }

    /**
     * Reads a flow from JSON.
     *
     * @throws InvalidFlowException with every fault, each with its place and a remedy
     */
    public static ProcessFlow parse(String json) {
        return FlowParser.parse(json);
    }

    /**
     * Reads a flow from a file in UTF-8.
     *
     * @throws UncheckedIOException when the file cannot be read
     * @throws InvalidFlowException with every fault; also when the file is not in UTF-8
     */
    public static ProcessFlow read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new InvalidFlowException(
                    List.of(new FlowFault(FlowPath.ROOT, "the file is not in UTF-8", "Save it in UTF-8")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A flow in which each algorithm gets the output of the one before. A processor's key is its algorithm's name. */
    public static ProcessFlow chain(String key, String... algorithms) {
        Builder flow = builder(key);
        String before = "#";
        for (String algorithm : algorithms) {
            String from = before;
            flow.processor(algorithm, algorithm, p -> p.input(from));
            before = algorithm;
        }
        return flow.build();
    }

    /** Starts a flow that is made step by step. */
    public static Builder builder(String key) {
        return new Builder(key);
    }

    public String key() {
        return key;
    }

    /** The processors by key, in order of definition. */
    public Map<String, Processor> processors() {
        return processors;
    }

    /** The shape of the process's output. */
    public Shape output() {
        return output;
    }

    /** How long after its submit a process is TIMED_OUT; empty: never. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    /**
     * The flow as JSON, minified, in a fixed order of members, without what is a default, with the output that a flow
     * without {@code output} has. {@link #parse} reads it back to an equal flow: flows are equal when this is.
     */
    public String toJson() {
        return json;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProcessFlow that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "ProcessFlow[" + key + ", " + processors.size() + " processors]";
    }

    /** What a flow is made of. Faults are told all at once by {@link #build()}. */
    public static final class Builder {
        final String key;
        final Map<String, Processor.Builder> processors = new LinkedHashMap<>();

        @Nullable
        Shape output;

        @Nullable
        Duration deadline;

        final List<FlowFault> faults = new ArrayList<>();

        /** Whether a fault hides who refers to whom, so that nothing follows from a processor that nobody refers to. */
        boolean edgesHidden;

        /** Whether the processors could not be read at all, which is told already. */
        boolean processorsUnread;

        Builder(String key) {
            this.key = key;
        }

        /** Adds a processor without a model, whose input is the process's. */
        public Builder processor(String key, String algorithm) {
            return processor(key, algorithm, p -> {});
        }

        /** Adds a processor. */
        public Builder processor(String key, String algorithm, Consumer<Processor.Builder> more) {
            Processor.Builder processor = new Processor.Builder(key, algorithm);
            more.accept(processor);
            if (processors.putIfAbsent(key, processor) != null) {
                edgesHidden = true;
                faults.add(new FlowFault(
                        FlowPath.member("processors", key), FlowParser.TWICE, "Give each processor its own key"));
            }
            return this;
        }

        /** What the process gives; needed where more than one processor is referred to by nobody. */
        public Builder output(String reference) {
            try {
                this.output = Shape.of(reference);
            } catch (IllegalArgumentException e) {
                edgesHidden = true;
                faults.add(new FlowFault("output", String.valueOf(e.getMessage()), FlowParser.REFERENCE_REMEDY));
            }
            return this;
        }

        /** What the process gives. */
        public Builder output(Shape shape) {
            this.output = shape;
            return this;
        }

        /** How long after its submit a process is TIMED_OUT, up to 36,500 days. */
        public Builder deadline(Duration deadline) {
            this.deadline = deadline;
            return this;
        }

        /**
         * Makes the flow.
         *
         * @throws InvalidFlowException with every fault
         */
        public ProcessFlow build() {
            FlowChecks checks = new FlowChecks(this);
            Shape resolved = checks.run();
            if (!checks.faults().isEmpty() || resolved == null) {
                throw new InvalidFlowException(checks.faults());
            }
            Map<String, Processor> built = new LinkedHashMap<>();
            processors.forEach((name, processor) -> built.put(name, processor.build()));
            return new ProcessFlow(this, built, resolved);
        }
    }
}
