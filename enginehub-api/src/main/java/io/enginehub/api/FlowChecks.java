package io.enginehub.api;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds everything that is wrong with a flow as a whole: names, references to nothing, cycles, an unclear output. */
final class FlowChecks {
    private static final int MAX_PROCESSORS = 1000;

    private final ProcessFlow.Builder flow;
    private final List<FlowFault> faults = new ArrayList<>();

    FlowChecks(ProcessFlow.Builder flow) {
        this.flow = flow;
        faults.addAll(flow.faults);
        flow.processors.values().forEach(processor -> faults.addAll(processor.faults));
    }

    List<FlowFault> faults() {
        return faults;
    }

    /** The output's shape; null where there is none, which is a fault. */
    @Nullable
    Shape run() {
        checkNames();
        checkDurations();
        checkReferences();
        checkCycles();
        return output();
    }

    private void checkNames() {
        if (!Names.isName(flow.key)) {
            fault("key", "'" + flow.key + "' is no flow key", "Use " + Names.RULE);
        }
        if (flow.processors.isEmpty()) {
            fault("processors", "there is none", "Add at least one processor");
        }
        if (flow.processors.size() > MAX_PROCESSORS) {
            fault("processors", "there are " + flow.processors.size(), "Use at most " + MAX_PROCESSORS);
        }
        flow.processors.forEach((key, processor) -> {
            if (!Names.isName(key)) {
                fault("processors." + key, "'" + key + "' is no processor key", "Use " + Names.RULE);
            }
            if (!Names.isName(processor.algorithm)) {
                fault(at(key, "algorithm"), "'" + processor.algorithm + "' is no algorithm name", "Use " + Names.RULE);
            }
            if (processor.model != null && processor.modelFrom != null) {
                fault(at(key, "modelFrom"), "the model stands there twice", "Keep one of model, modelBytes, modelFrom");
            }
        });
    }

    private void checkDurations() {
        positive("deadline", flow.deadline);
        flow.processors.forEach((key, processor) -> positive(at(key, "timeout"), processor.timeout));
    }

    private void positive(String path, @Nullable Duration duration) {
        if (duration != null && (duration.isZero() || duration.isNegative())) {
            fault(path, duration + " is not positive", "Give a duration such as PT30S, or leave it out");
        }
    }

    private void checkReferences() {
        flow.processors.forEach((key, processor) -> {
            processor.input.references().forEach(reference -> target(at(key, "input"), reference.processor()));
            if (processor.modelFrom != null) {
                target(at(key, "modelFrom"), processor.modelFrom.processor());
            }
            for (int i = 0; i < processor.after.size(); i++) {
                String before = processor.after.get(i);
                if (!before.isEmpty()) {
                    target(at(key, "after[" + i + "]"), before);
                } else {
                    fault(at(key, "after[" + i + "]"), "a processor key is empty", "Name a processor");
                }
            }
        });
        if (flow.output != null) {
            flow.output.references().forEach(reference -> target("output", reference.processor()));
        }
    }

    private void target(String path, String processor) {
        if (!processor.isEmpty() && !flow.processors.containsKey(processor)) {
            fault(
                    path,
                    "there is no processor '" + processor + "'",
                    "Refer to one of " + String.join(", ", flow.processors.keySet()));
        }
    }

    private static Set<String> dependencies(Processor.Builder processor) {
        Set<String> all = new LinkedHashSet<>(processor.after);
        processor.input.references().forEach(reference -> all.add(reference.processor()));
        if (processor.modelFrom != null) {
            all.add(processor.modelFrom.processor());
        }
        return all;
    }

    /** Takes away what depends on nothing that is left, again and again (Kahn 1962); what stays is on or behind a cycle. */
    private void checkCycles() {
        Map<String, Integer> open = new LinkedHashMap<>();
        Map<String, List<String>> dependents = new LinkedHashMap<>();
        flow.processors.forEach((key, processor) -> {
            int count = 0;
            for (String dependency : dependencies(processor)) {
                if (flow.processors.containsKey(dependency)) {
                    dependents
                            .computeIfAbsent(dependency, k -> new ArrayList<>())
                            .add(key);
                    count++;
                }
            }
            open.put(key, count);
        });
        Deque<String> free = new ArrayDeque<>();
        open.forEach((key, count) -> {
            if (count == 0) {
                free.add(key);
            }
        });
        while (!free.isEmpty()) {
            String key = free.remove();
            open.remove(key);
            for (String dependent : dependents.getOrDefault(key, List.of())) {
                if (open.merge(dependent, -1, Integer::sum) == 0) {
                    free.add(dependent);
                }
            }
        }
        if (!open.isEmpty()) {
            List<String> cycle = cycle(open.keySet());
            fault(
                    "processors." + cycle.get(0),
                    "it waits for itself: " + String.join(" <- ", cycle),
                    "Take one of these references away");
        }
    }

    /** Walks from reference to reference among those that are left until one comes again. */
    private List<String> cycle(Set<String> left) {
        Set<String> walked = new LinkedHashSet<>();
        String key = left.iterator().next();
        while (walked.add(key)) {
            Set<String> next = dependencies(Objects.requireNonNull(flow.processors.get(key)));
            next.retainAll(left);
            key = next.iterator().next();
        }
        List<String> cycle = new ArrayList<>(walked);
        cycle = new ArrayList<>(cycle.subList(cycle.indexOf(key), cycle.size()));
        cycle.add(key);
        return cycle;
    }

    private @Nullable Shape output() {
        if (flow.output != null || !faults.isEmpty()) {
            return flow.output;
        }
        Set<String> unused = new LinkedHashSet<>(flow.processors.keySet());
        flow.processors.values().forEach(processor -> unused.removeAll(dependencies(processor)));
        if (unused.size() == 1) {
            return Shape.of(unused.iterator().next());
        }
        fault(
                "output",
                "it is not clear: " + String.join(", ", unused) + " are referred to by nobody",
                "Add \"output\" with a reference to what the process gives");
        return null;
    }

    private static String at(String key, String member) {
        return "processors." + key + "." + member;
    }

    private void fault(String path, String problem, String remedy) {
        faults.add(new FlowFault(path, problem, remedy));
    }
}
