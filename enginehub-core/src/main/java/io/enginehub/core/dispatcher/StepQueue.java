package io.enginehub.core.dispatcher;

import io.enginehub.api.ProcessId;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ProcessDecider;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The steps that wait for an agent, by algorithm, those of the oldest process first. */
final class StepQueue {
    /** A step that may be sent. */
    static final class Waiting {
        final Slot slot;
        final CompiledFlow.Node node;
        private ProcessDecider.@Nullable StepInput input;

        Waiting(Slot slot, CompiledFlow.Node node) {
            this.slot = slot;
            this.node = node;
        }

        /**
         * What the step is given. Put together when it is first asked for, which is when the step comes next: a thousand
         * steps that wait hold no thousand inputs.
         *
         * @throws io.enginehub.api.PayloadException when a reference finds nothing, or a bound is exceeded
         */
        ProcessDecider.StepInput input() {
            if (input == null) {
                input = slot.decider.input(node);
            }
            return input;
        }
    }

    private static final Comparator<Waiting> OLDEST_FIRST = Comparator.<Waiting, ProcessId>comparing(
                    waiting -> waiting.slot.claim.id())
            .thenComparingInt(waiting -> waiting.node.index());

    private final Map<String, TreeSet<Waiting>> lanes = new LinkedHashMap<>();

    void add(Waiting waiting) {
        lanes.computeIfAbsent(waiting.node.algorithm(), name -> new TreeSet<>(OLDEST_FIRST))
                .add(waiting);
    }

    void remove(Waiting waiting) {
        TreeSet<Waiting> lane = lanes.get(waiting.node.algorithm());
        if (lane != null) {
            lane.remove(waiting);
        }
    }

    List<String> algorithms() {
        return List.copyOf(lanes.keySet());
    }

    @Nullable
    Waiting first(String algorithm) {
        TreeSet<Waiting> lane = lanes.get(algorithm);
        return lane == null || lane.isEmpty() ? null : lane.first();
    }
}
