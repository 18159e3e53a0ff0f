package io.enginehub.launcher;

import io.enginehub.api.ProcessFlow;
import io.enginehub.api.Processor;
import io.enginehub.api.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws a flow: one line for each processor, below all that it builds on, with {@link Lanes} of data beside it. */
final class FlowPicture {
    private static final String INPUT = "#"; // why: no processor can have these as its key
    private static final String OUTPUT = "#output";

    /**
     * What has a line.
     *
     * @param from what it reads, in words
     */
    private record Node(String id, String sign, String name, String algorithm, Set<String> sources, String from) {}

    private FlowPicture() {}

    static List<String> lines(ProcessFlow flow, Terminal terminal) {
        List<Node> nodes = nodes(flow);
        Lanes lanes = new Lanes(
                nodes.stream().flatMap(node -> node.sources().stream()).toList());
        List<String> drawn = new ArrayList<>();
        nodes.forEach(node -> drawn.add(lanes.next(node.id(), node.sources(), node.sign())));
        int graph = drawn.stream().mapToInt(Width::of).max().orElse(0);
        int names = widest(nodes, Node::name);
        int algorithms = widest(nodes, Node::algorithm);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            String line = "  " + Width.pad(drawn.get(i), graph) + "  " + Width.pad(node.name(), names) + "  "
                    + Width.pad(node.algorithm(), algorithms)
                    + (node.from().isEmpty() ? "" : "  ← " + node.from());
            lines.add(Width.cut(line.stripTrailing(), terminal.columns()));
        }
        return lines;
    }

    private static List<Node> nodes(ProcessFlow flow) {
        Map<String, Node> waiting = new LinkedHashMap<>();
        flow.processors().forEach((key, processor) -> waiting.put(key, node(key, processor)));
        List<Node> nodes = new ArrayList<>();
        Set<String> drawn = new LinkedHashSet<>(Set.of(INPUT));
        Set<Reference> output = flow.output().references();
        Node last = new Node(OUTPUT, "◆", "output", "", sources(output), text(output));
        if (Stream.concat(waiting.values().stream(), Stream.of(last))
                .anyMatch(node -> node.sources().contains(INPUT))) {
            nodes.add(new Node(INPUT, "○", "input", "", Set.of(), ""));
        }
        while (!waiting.isEmpty()) {
            Node next = waiting.values().stream()
                    .filter(node -> drawn.containsAll(node.sources()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a flow without faults has no cycle"));
            waiting.remove(next.id());
            drawn.add(next.id());
            nodes.add(next);
        }
        nodes.add(last);
        return nodes;
    }

    private static Node node(String key, Processor processor) {
        Set<String> sources = sources(processor.input().references());
        processor.modelFrom().ifPresent(model -> sources.add(source(model)));
        List<String> orderOnly = processor.after().stream()
                .filter(after -> !sources.contains(after))
                .toList();
        sources.addAll(orderOnly);
        String from = Stream.of(
                        text(processor.input().references()),
                        processor
                                .modelFrom()
                                .map(model -> "model " + text(model))
                                .orElse(""),
                        orderOnly.isEmpty() ? "" : "after " + String.join(", ", orderOnly) + " (order only)")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return new Node(key, "●", key, processor.algorithm(), sources, from);
    }

    private static Set<String> sources(Collection<Reference> references) {
        return references.stream().map(FlowPicture::source).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String source(Reference reference) {
        return reference.isProcessInput() ? INPUT : reference.processor();
    }

    private static String text(Collection<Reference> references) {
        return references.stream().map(FlowPicture::text).collect(Collectors.joining(", "));
    }

    private static String text(Reference reference) {
        return reference.equals(new Reference("", "")) ? "input" : reference.toString();
    }

    private static int widest(List<Node> nodes, Function<Node, String> text) {
        return nodes.stream().map(text).mapToInt(Width::of).max().orElse(0);
    }
}
