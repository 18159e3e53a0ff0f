package io.enginehub.api;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A flow to be cut out of another one, in which a process fits models: the processors that are reached from one place and
 * reach another by {@code input} alone. It takes the flow alone to make one, so {@link #of} tells before a process runs
 * what {@link Hub#promote} would refuse after it. Immutable.
 */
public final class FlowCut {
    private final ProcessFlow flow;
    private final Reference from;
    private final String to;
    private final String key;
    private final Set<String> inside;

    private FlowCut(ProcessFlow flow, Reference from, String to, String key, Set<String> inside) {
        this.flow = flow;
        this.from = from;
        this.to = to;
        this.key = key;
        this.inside = inside;
    }

    /**
     * Checks a cut; blocks for nothing and needs no engine.
     *
     * @param from a reference, such as {@code split#/test}: what will be the new flow's input
     * @param to a processor: what will be the new flow's output
     * @param key the new flow's key
     * @throws NotPromotableException with every fault, each with its place and a remedy
     */
    public static FlowCut of(ProcessFlow flow, String from, String to, String key) {
        FlowCutChecks checks = new FlowCutChecks(flow);
        Reference start = checks.start(from, to);
        boolean hasEnd = checks.end(to);
        checks.key(key);
        if (start != null && hasEnd) {
            Set<String> inside = checks.inside(start, to);
            if (checks.faults().isEmpty()) {
                return new FlowCut(flow, start, to, key, inside);
            }
        }
        throw new NotPromotableException(checks.faults());
    }

    /** A reference: what will be the new flow's input. */
    public String from() {
        return from.toString();
    }

    /** The processor that will give the new flow's output. */
    public String to() {
        return to;
    }

    /** The new flow's key. */
    public String key() {
        return key;
    }

    /** The processors whose outputs hold the models to be frozen in; {@code ""} is the process's input. */
    public Set<String> modelSources() {
        Set<String> sources = new LinkedHashSet<>();
        for (String name : inside) {
            processor(name).modelFrom().ifPresent(model -> sources.add(model.processor()));
        }
        return sources;
    }

    /**
     * The new flow.
     *
     * @param outputs gives what each of {@link #modelSources()} gave
     * @throws NotPromotableException when what is to be a model cannot stand in a flow
     * @throws PayloadException when an output does not hold the model
     */
    public ProcessFlow freeze(Function<String, Payload> outputs) {
        ProcessFlow.Builder cut = ProcessFlow.builder(key);
        for (String name : inside) {
            Processor processor = processor(name);
            cut.processor(name, processor.algorithm(), p -> {
                p.input(processor.input().map(this::rebased));
                p.model(processor
                        .modelFrom()
                        .map(model -> outputs.apply(model.processor()).at(model.pointer()))
                        .orElseGet(processor::model));
                p.after(processor.after().stream().filter(inside::contains).toArray(String[]::new));
                p.retry(processor.retry());
                processor.timeout().ifPresent(p::timeout);
            });
        }
        try {
            return cut.output(to).build();
        } catch (InvalidFlowException e) {
            throw new NotPromotableException(e.faults());
        }
    }

    private Reference rebased(Reference reference) {
        return reference.isWithin(from)
                ? new Reference("", reference.pointer().substring(from.pointer().length()))
                : reference;
    }

    private Processor processor(String name) {
        return Objects.requireNonNull(flow.processors().get(name));
    }
}
