package io.enginehub.core.hub;

import io.enginehub.api.ProcessFlow;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.RemainingNeed;
import io.enginehub.core.rules.MissingPlanException;
import io.enginehub.core.rules.PlanFacts;
import io.enginehub.core.rules.Plans;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The flows that a hub has compiled, the most recent ones. Used on the loop and on the store's threads. */
final class PlanCache implements Plans {
    private static final int MAX_PLANS = 1000;

    private final LinkedHashMap<PlanHash, CompiledFlow> plans = new LinkedHashMap<>();

    synchronized void put(CompiledFlow flow) {
        plans.put(flow.hash(), flow);
        if (plans.size() > MAX_PLANS) {
            plans.remove(plans.keySet().iterator().next());
        }
    }

    synchronized Optional<CompiledFlow> find(PlanHash hash) {
        return Optional.ofNullable(plans.get(hash));
    }

    /** Compiles a flow, or finds it compiled. */
    CompiledFlow compile(ProcessFlow flow) {
        CompiledFlow compiled = CompiledFlow.of(flow);
        put(compiled);
        return compiled;
    }

    /** A stored plan, compiled. */
    CompiledFlow load(PlanRow row) {
        return find(row.hash()).orElseGet(() -> compile(ProcessFlow.parse(row.body())));
    }

    @Override
    public PlanFacts facts(PlanHash hash) {
        CompiledFlow flow = find(hash).orElseThrow(() -> new MissingPlanException(hash));
        return new Facts(flow);
    }

    private record Facts(CompiledFlow flow) implements PlanFacts {
        @Override
        public int steps() {
            return flow.nodes().size();
        }

        @Override
        public Need remaining(Set<String> finished) {
            return RemainingNeed.of(flow, finished);
        }

        @Override
        public @Nullable Duration deadline() {
            return flow.flow().deadline().orElse(null);
        }
    }
}
