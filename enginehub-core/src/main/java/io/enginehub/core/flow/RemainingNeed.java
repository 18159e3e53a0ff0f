package io.enginehub.core.flow;

import io.enginehub.api.spi.Need;
import java.util.Set;

/** What a process still needs when some of its steps are finished. */
public final class RemainingNeed {
    private RemainingNeed() {}

    public static Need of(CompiledFlow flow, Set<String> finished) {
        if (finished.isEmpty()) {
            return flow.need();
        }
        return new Need(flow.nodes().stream()
                .filter(node -> !finished.contains(node.key))
                .map(CompiledFlow.Node::algorithm)
                .toList());
    }
}
