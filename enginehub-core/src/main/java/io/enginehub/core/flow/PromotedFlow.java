package io.enginehub.core.flow;

import io.enginehub.api.InvalidFlowException;
import io.enginehub.api.NotPromotableException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.Processor;
import io.enginehub.api.Reference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Cuts a deployable flow out of a finished process. */
public final class PromotedFlow {
    private final ProcessFlow flow;
    private final Reference from;
    private final String to;

    private PromotedFlow(ProcessFlow flow, Reference from, String to) {
        this.flow = flow;
        this.from = from;
        this.to = to;
    }

    /**
     * The names of the payloads that the cut freezes in: where its models come from.
     *
     * @throws NotPromotableException when the cut leaks or is empty
     */
    public static Set<String> models(ProcessFlow flow, Reference from, String to) {
        Set<String> names = new LinkedHashSet<>();
        PromotedFlow cut = new PromotedFlow(flow, from, to);
        for (String key : cut.inside()) {
            cut.processor(key).modelFrom().ifPresent(model -> names.add(model.processor()));
        }
        return names;
    }

    /**
     * The new flow.
     *
     * @param outputs gives the recorded output of a processor, or the process's input for {@code ""}
     * @throws NotPromotableException when the cut leaks or is empty; names both ends
     */
    public static ProcessFlow cut(
            ProcessFlow flow, Reference from, String to, String key, Function<String, Payload> outputs) {
        PromotedFlow promoted = new PromotedFlow(flow, from, to);
        return promoted.build(key, promoted.inside(), outputs);
    }

    private ProcessFlow build(String key, Set<String> inside, Function<String, Payload> outputs) {
        ProcessFlow.Builder cut = ProcessFlow.builder(key);
        for (String name : inside) {
            Processor processor = processor(name);
            cut.processor(name, processor.algorithm(), p -> {
                p.input(processor.input().map(reference -> rebase(name, reference, inside)));
                p.model(processor
                        .modelFrom()
                        .map(model -> InputJoin.resolve(model, outputs))
                        .orElseGet(processor::model));
                p.after(processor.after().stream().filter(inside::contains).toArray(String[]::new));
                p.retry(processor.retry());
                processor.timeout().ifPresent(p::timeout);
            });
        }
        try {
            return cut.output(to).build();
        } catch (InvalidFlowException e) {
            throw new NotPromotableException("The cut is no flow of its own. " + e.getMessage());
        }
    }

    private Processor processor(String key) {
        return Objects.requireNonNull(flow.processors().get(key));
    }

    private Reference rebase(String name, Reference reference, Set<String> inside) {
        if (isBelow(reference)) {
            return new Reference(
                    "", reference.pointer().substring(from.pointer().length()));
        }
        if (inside.contains(reference.processor())) {
            return reference;
        }
        throw new NotPromotableException("The cut leaks: '" + name + "' takes '" + reference
                + "', which does not come from '" + from + "'. Start the cut further up, or end it before '" + name
                + "'.");
    }

    private Set<String> inside() {
        if (!flow.processors().containsKey(to)) {
            throw new NotPromotableException("There is no processor '" + to + "' in flow '" + flow.key() + "'. It has "
                    + String.join(", ", flow.processors().keySet()) + ".");
        }
        if (!from.isProcessInput() && !flow.processors().containsKey(from.processor())) {
            throw new NotPromotableException("'" + from + "' refers to no processor of flow '" + flow.key()
                    + "'. It has " + String.join(", ", flow.processors().keySet()) + ".");
        }
        Set<String> inside = new LinkedHashSet<>(flow.processors().keySet());
        inside.retainAll(reached());
        inside.retainAll(reaching());
        if (!inside.contains(to)) {
            throw new NotPromotableException("'" + to + "' is not reached from '" + from + "' by inputs.");
        }
        return inside;
    }

    private Set<String> reached() {
        Set<String> reached = new LinkedHashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<String, Processor> entry : flow.processors().entrySet()) {
                boolean hit = entry.getValue().input().references().stream()
                        .anyMatch(reference -> isBelow(reference) || reached.contains(reference.processor()));
                grown |= hit && reached.add(entry.getKey());
            }
        }
        return reached;
    }

    private Set<String> reaching() {
        Set<String> reaching = new LinkedHashSet<>(Set.of(to));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (String key : List.copyOf(reaching)) {
                for (Reference reference : processor(key).input().references()) {
                    grown |= !reference.isProcessInput() && !isBelow(reference) && reaching.add(reference.processor());
                }
            }
        }
        return reaching;
    }

    private boolean isBelow(Reference reference) {
        return reference.processor().equals(from.processor())
                && (reference.pointer().equals(from.pointer())
                        || reference.pointer().startsWith(from.pointer() + "/"));
    }
}
