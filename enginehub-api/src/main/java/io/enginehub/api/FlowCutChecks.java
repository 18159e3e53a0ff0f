package io.enginehub.api;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds everything that is wrong with a cut: ends that are not there or do not meet, and what leaks into it. */
final class FlowCutChecks {
    private final ProcessFlow flow;
    private final List<FlowFault> faults = new ArrayList<>();
    private final Map<String, Set<Reference>> inputs = new LinkedHashMap<>();

    FlowCutChecks(ProcessFlow flow) {
        this.flow = flow;
        flow.processors()
                .forEach((name, processor) -> inputs.put(name, processor.input().references()));
    }

    List<FlowFault> faults() {
        return faults;
    }

    /** Where the cut starts; null where nothing can start, which is a fault. */
    @Nullable
    Reference start(String text, String to) {
        try {
            Reference from = Reference.parse(text);
            if (from.isProcessInput() || inputs.containsKey(from.processor())) {
                return taken(from, to);
            }
            fault(
                    "from",
                    Names.quoted(text) + " refers to no processor of flow '" + flow.key() + "'",
                    "Refer to one of " + Names.listed(inputs.keySet()) + ", or to the process's input as \"#\"");
        } catch (IllegalArgumentException e) {
            fault("from", Names.quoted(text) + " is no reference: " + e.getMessage(), FlowParser.REFERENCE_FORMS);
        }
        return null;
    }

    private @Nullable Reference taken(Reference from, String to) {
        if (!reached(from).isEmpty()) {
            return from;
        }
        fault(
                "from",
                Names.quoted(to) + " is not reached from " + Names.quoted(from.toString())
                        + ", which no processor takes as its input",
                startRemedy(from));
        return null;
    }

    /** Whether the processor is there with which the cut ends. */
    boolean end(String to) {
        if (!inputs.containsKey(to)) {
            fault(
                    "to",
                    "there is no processor " + Names.quoted(to) + " in flow '" + flow.key() + "'",
                    "Name one of " + Names.listed(inputs.keySet()));
        }
        return inputs.containsKey(to);
    }

    void key(String key) {
        if (!Names.isName(key)) {
            fault("key", Names.quoted(key) + " is no flow key", "Use " + Names.RULE);
        }
    }

    /** The processors between two places that are there, in the flow's order. */
    Set<String> inside(Reference from, String to) {
        Set<String> inside = new LinkedHashSet<>(inputs.keySet());
        Set<String> reached = reached(from);
        inside.retainAll(reached);
        inside.retainAll(reaching(to));
        if (!inside.contains(to)) {
            fault(
                    "to",
                    "'" + to + "' is not reached from " + Names.quoted(from.toString())
                            + " by inputs; modelFrom and after do not count",
                    "Start the cut further up, or end it at one of " + Names.listed(reached));
        } else {
            flow.processors().forEach((name, processor) -> {
                if (inside.contains(name)) {
                    leaks(name, processor, from, inside);
                }
            });
        }
        return inside;
    }

    private void leaks(String name, Processor processor, Reference from, Set<String> inside) {
        String path = FlowPath.member(FlowPath.member("processors", name), "input");
        processor.input().forEachReference(path, (place, reference) -> {
            if (!reference.isWithin(from) && !inside.contains(reference.processor())) {
                fault(
                        place,
                        "'" + name + "' takes " + Names.quoted(reference.toString()) + ", which does not come from "
                                + Names.quoted(from.toString()),
                        "Start the cut further up, or end it before '" + name + "'");
            }
        });
    }

    private Set<String> reached(Reference from) {
        Map<String, List<String>> takers = new LinkedHashMap<>();
        Set<String> first = new LinkedHashSet<>();
        inputs.forEach((name, references) -> references.forEach(reference -> {
            if (reference.isWithin(from)) {
                first.add(name);
            }
            if (!reference.isProcessInput()) {
                takers.computeIfAbsent(reference.processor(), k -> new ArrayList<>())
                        .add(name);
            }
        }));
        return closure(first, name -> takers.getOrDefault(name, List.of()));
    }

    private Set<String> reaching(String to) {
        return closure(
                Set.of(to),
                name -> inputs.getOrDefault(name, Set.of()).stream()
                        .filter(reference -> !reference.isProcessInput())
                        .map(Reference::processor)
                        .toList());
    }

    private static Set<String> closure(Collection<String> first, Function<String, List<String>> next) {
        Set<String> seen = new LinkedHashSet<>(first);
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            next.apply(open.remove()).stream().filter(seen::add).forEach(open::add);
        }
        return seen;
    }

    /** Names what processors take of the same output; where that is nothing, what they take at all. */
    private String startRemedy(Reference from) {
        Set<String> same = new LinkedHashSet<>();
        Set<String> all = new LinkedHashSet<>();
        inputs.values()
                .forEach(references -> references.forEach(reference -> {
                    all.add(reference.toString());
                    if (reference.processor().equals(from.processor())) {
                        same.add(reference.toString());
                    }
                }));
        return all.isEmpty()
                ? "Give a processor an input first; without one there is nothing to cut"
                : "Start at what one takes, such as " + Names.listed(same.isEmpty() ? all : same);
    }

    private void fault(String path, String problem, String remedy) {
        faults.add(new FlowFault(path, problem, remedy));
    }
}
