package io.enginehub.api;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
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
    static final String TWO_MODELS = "the model is given twice";
    static final String TWO_MODELS_REMEDY = "Keep one of model, modelBytes and modelFrom";

    /** A bound for sanity's sake, and so that any sum of a few durations fits into nanoseconds. */
    static final Duration MAX_DURATION = Duration.ofDays(36_500);

    /** The bytes of the largest model: as many as any payload may have. */
    static final int MAX_MODEL = 16 << 20;

    private static final int MAX_PROCESSORS = 1000;

    private final ProcessFlow.Builder flow;
    private final List<FlowFault> faults = new ArrayList<>();
    private final Map<String, Set<String>> dependencies = new LinkedHashMap<>();
    private boolean edgesHidden;

    FlowChecks(ProcessFlow.Builder flow) {
        this.flow = flow;
        this.edgesHidden = flow.edgesHidden;
        faults.addAll(flow.faults);
        flow.processors.values().forEach(processor -> {
            faults.addAll(processor.faults);
            edgesHidden |= processor.edgesHidden;
        });
        flow.processors.forEach((key, processor) -> dependencies.put(key, dependencies(processor)));
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
        if (flow.processors.size() <= MAX_PROCESSORS) { // why: the rest takes more than linear time where all is wrong
            checkCycles();
            return output();
        }
        return null;
    }

    private void checkNames() {
        if (!Names.isName(flow.key)) {
            fault("key", Names.quoted(flow.key) + " is no flow key", "Use " + Names.RULE);
        }
        if (flow.processors.isEmpty() && !flow.processorsUnread) {
            fault("processors", "there is none", "Add at least one processor");
        }
        if (flow.processors.size() > MAX_PROCESSORS) {
            fault(
                    "processors",
                    "there are " + flow.processors.size() + " of them",
                    "Use at most " + MAX_PROCESSORS + "; make several flows of this one");
        }
        flow.processors.forEach((key, processor) -> {
            if (!Names.isName(key)) {
                fault(
                        FlowPath.member("processors", key),
                        Names.quoted(key) + " is no processor key",
                        "Use " + Names.RULE);
            }
            if (!Names.isName(processor.algorithm)) {
                fault(
                        processor.path("algorithm"),
                        Names.quoted(processor.algorithm) + " is no algorithm name",
                        "Use " + Names.RULE);
            }
            if (processor.hasModel && processor.hasModelFrom) {
                fault(processor.path("modelFrom"), TWO_MODELS, TWO_MODELS_REMEDY);
            }
            if (processor.model != null && processor.model.size() > MAX_MODEL) {
                fault(
                        processor.path("model"),
                        "it has " + processor.model.size() + " bytes; at most " + MAX_MODEL + " are taken",
                        "Give a smaller model");
            }
        });
    }

    private void checkDurations() {
        checkDuration("deadline", flow.deadline);
        flow.processors.values().forEach(processor -> checkDuration(processor.path("timeout"), processor.timeout));
    }

    private void checkDuration(String path, @Nullable Duration duration) {
        if (duration != null && (duration.isZero() || duration.isNegative())) {
            fault(path, duration + " is not positive", "Give a duration such as PT30S, or leave it out");
        } else if (duration != null && duration.compareTo(MAX_DURATION) > 0) {
            fault(path, duration + " is longer than " + MAX_DURATION, "Give a shorter one, or leave it out");
        }
    }

    private void checkReferences() {
        flow.processors.values().forEach(processor -> {
            processor.input.forEachReference(processor.path("input"), (path, at) -> target(path, at.processor()));
            if (processor.modelFrom != null) {
                target(processor.path("modelFrom"), processor.modelFrom.processor());
            }
            for (int i = 0; i < processor.after.size(); i++) {
                String path = FlowPath.item(processor.path("after"), i);
                String before = processor.after.get(i);
                if (!before.isEmpty()) {
                    target(path, before);
                } else {
                    fault(path, "a processor key is empty", "Name a processor, or leave it out");
                }
            }
        });
        if (flow.output != null) {
            flow.output.forEachReference("output", (path, at) -> target(path, at.processor()));
        }
    }

    private void target(String path, String processor) {
        if (!processor.isEmpty() && !flow.processors.containsKey(processor) && !flow.processorsUnread) {
            edgesHidden = true;
            fault(
                    path,
                    "there is no processor " + Names.quoted(processor),
                    flow.processors.isEmpty() ? "Add it" : "Refer to one of " + named(flow.processors.keySet()));
        }
    }

    private static String named(Collection<String> keys) {
        return Names.listed(keys.stream().filter(Names::isName).toList());
    }

    /** The processors that are there and have to finish before this one. */
    private Set<String> dependencies(Processor.Builder processor) {
        Set<String> all = new LinkedHashSet<>(processor.after);
        processor.input.references().forEach(reference -> all.add(reference.processor()));
        if (processor.modelFrom != null) {
            all.add(processor.modelFrom.processor());
        }
        all.remove(""); // why: the process's input is no processor
        all.retainAll(flow.processors.keySet());
        return all;
    }

    /**
     * Takes away what depends on nothing that is left, again and again (Kahn 1962). What stays is on or behind a cycle;
     * one is told and taken away too, until nothing is left, so that cycles which share no processor are all told.
     */
    private void checkCycles() {
        Map<String, Integer> open = new LinkedHashMap<>();
        Map<String, List<String>> dependents = new LinkedHashMap<>();
        dependencies.forEach((key, before) -> {
            before.forEach(dependency -> dependents
                    .computeIfAbsent(dependency, k -> new ArrayList<>())
                    .add(key));
            open.put(key, before.size());
        });
        Deque<String> free = new ArrayDeque<>();
        open.forEach((key, count) -> {
            if (count == 0) {
                free.add(key);
            }
        });
        while (!open.isEmpty()) {
            if (free.isEmpty()) {
                List<String> cycle = cycle(open.keySet());
                free.addAll(cycle);
                edgesHidden = true;
                fault(
                        FlowPath.member("processors", cycle.get(0)),
                        "it waits for itself: " + String.join(" <- ", cycle) + " <- " + cycle.get(0),
                        "Take one of these references away");
            }
            String key = free.remove();
            open.remove(key);
            for (String dependent : dependents.getOrDefault(key, List.of())) {
                Integer left = open.computeIfPresent(dependent, (k, count) -> count - 1);
                if (left != null && left == 0 && !free.contains(dependent)) {
                    free.add(dependent);
                }
            }
        }
    }

    /** Walks from reference to reference among those that are left until one comes again. */
    private List<String> cycle(Set<String> left) {
        Set<String> walked = new LinkedHashSet<>();
        String key = left.iterator().next();
        while (walked.add(key)) {
            key = Objects.requireNonNull(dependencies.get(key)).stream()
                    .filter(left::contains)
                    .findFirst()
                    .orElseThrow();
        }
        List<String> cycle = new ArrayList<>(walked);
        return new ArrayList<>(cycle.subList(cycle.indexOf(key), cycle.size()));
    }

    private @Nullable Shape output() {
        if (flow.output != null || edgesHidden || flow.processorsUnread || flow.processors.isEmpty()) {
            return flow.output;
        }
        Set<String> unused = new LinkedHashSet<>(flow.processors.keySet());
        dependencies.values().forEach(unused::removeAll);
        if (unused.size() == 1 && Names.isName(unused.iterator().next())) {
            return Shape.of(unused.iterator().next());
        }
        if (unused.size() > 1) {
            fault(
                    "output",
                    "it is not clear: nobody refers to " + named(unused),
                    "Add \"output\" with a reference to what the process gives");
        }
        return null;
    }

    private void fault(String path, String problem, String remedy) {
        faults.add(new FlowFault(path, problem, remedy));
    }
}
