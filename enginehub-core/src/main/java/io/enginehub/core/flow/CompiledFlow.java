package io.enginehub.core.flow;

import io.enginehub.api.ProcessFlow;
import io.enginehub.api.Processor;
import io.enginehub.api.Reference;
import io.enginehub.api.Shape;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A flow with its edges laid out: which step waits for which. Immutable; made once for a flow's content. */
public final class CompiledFlow {
    private final ProcessFlow flow;
    private final PlanHash hash;
    private final Need need;
    private final List<Node> nodes;
    private final Map<String, Node> byKey;
    private final boolean takesInput;

    private CompiledFlow(ProcessFlow flow, List<Node> nodes, Map<String, Node> byKey) {
        this.flow = flow;
        this.hash = ContentHash.of(flow);
        this.need = new Need(nodes.stream().map(Node::algorithm).toList());
        this.nodes = List.copyOf(nodes);
        this.byKey = byKey;
        this.takesInput = nodes.stream().flatMap(node -> node.sources.stream()).anyMatch(Reference::isProcessInput)
                || flow.output().references().stream().anyMatch(Reference::isProcessInput);
    }

    public static CompiledFlow of(ProcessFlow flow) {
        List<Node> nodes = new ArrayList<>();
        Map<String, Node> byKey = new LinkedHashMap<>();
        flow.processors().forEach((key, processor) -> {
            Node node = new Node(nodes.size(), key, processor);
            nodes.add(node);
            byKey.put(key, node);
        });
        for (Node node : nodes) {
            for (String dependency : edges(node)) {
                Node before = byKey.get(dependency);
                if (before != null) { // why: the process's input is no node
                    before.dependents.add(node);
                    node.dependencies++;
                }
            }
        }
        return new CompiledFlow(flow, nodes, byKey);
    }

    private static Set<String> edges(Node node) {
        Set<String> all = new LinkedHashSet<>(node.processor.after());
        node.sources.forEach(reference -> all.add(reference.processor()));
        return all;
    }

    private static Set<Reference> sources(Processor processor) {
        Set<Reference> all = new LinkedHashSet<>(processor.input().references());
        processor.modelFrom().ifPresent(all::add);
        return all;
    }

    public ProcessFlow flow() {
        return flow;
    }

    public PlanHash hash() {
        return hash;
    }

    /** The algorithms of all processors. */
    public Need need() {
        return need;
    }

    /** The nodes, in the flow's order. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The processors that have to finish before a node's can start. */
    public Set<String> dependencies(Node node) {
        Set<String> all = edges(node);
        all.remove(""); // why: the process's input is always there
        return all;
    }

    public Optional<Node> node(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Whether anything refers to the process's input. */
    boolean takesInput() {
        return takesInput;
    }

    Shape output() {
        return flow.output();
    }

    /** A processor with its edges. */
    public static final class Node {
        final int index;
        final String key;
        final Processor processor;
        final Optional<String> modelHash;
        /** The references whose values it takes. */
        final Set<Reference> sources;

        final List<Node> dependents = new ArrayList<>();
        int dependencies;

        Node(int index, String key, Processor processor) {
            this.index = index;
            this.key = key;
            this.processor = processor;
            this.sources = sources(processor);
            this.modelHash = processor.modelFrom().isPresent()
                    ? Optional.empty()
                    : Optional.of(ContentHash.of(processor.model()));
        }

        /** Its place in the flow's order, from 0. */
        public int index() {
            return index;
        }

        public String key() {
            return key;
        }

        public String algorithm() {
            return processor.algorithm();
        }

        public Processor processor() {
            return processor;
        }

        /** The hash of the model that stands in the flow; empty where the model comes from the process's data. */
        public Optional<String> modelHash() {
            return modelHash;
        }
    }
}
