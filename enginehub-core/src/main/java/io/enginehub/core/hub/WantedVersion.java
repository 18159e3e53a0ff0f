package io.enginehub.core.hub;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.Payload;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.core.flow.CompiledFlow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A version of a flow whose models are to be held: the live one, newer ones that load, older ones that still run. */
record WantedVersion(FlowVersion version, boolean ready, List<WantedModel> models) {
    /** A model that stands in a flow. */
    record WantedModel(String processor, String algorithm, String hash, Payload payload) {}

    /**
     * What the store says now.
     *
     * @param superseded versions that nothing runs of and that were not undeployed: one may be gone back to
     */
    record All(List<WantedVersion> versions, Set<FlowVersion> superseded) {}

    /** All of them, as the store has them now. */
    static All read(ProcessHistory history, PlanCache plans) {
        Map<String, Integer> live = new LinkedHashMap<>();
        List<FlowRow> rows = history.flows();
        for (FlowRow row : rows) {
            if (row.isLive()) {
                live.merge(row.version().key(), row.version().version(), Math::max);
            }
        }
        List<WantedVersion> wanted = new ArrayList<>();
        Set<FlowVersion> superseded = new LinkedHashSet<>();
        for (FlowRow row : rows) {
            boolean current = row.undeployedAt() == null
                    && row.version().version()
                            >= live.getOrDefault(row.version().key(), 0);
            if (current || history.isActive(row.version())) {
                history.plan(row.plan()).map(plan -> of(row, plan, plans)).ifPresent(wanted::add);
            } else if (row.undeployedAt() == null) {
                superseded.add(row.version());
            }
        }
        return new All(wanted, superseded);
    }

    private static WantedVersion of(FlowRow row, PlanRow plan, PlanCache plans) {
        CompiledFlow flow = plans.load(plan);
        List<WantedModel> models = new ArrayList<>();
        for (CompiledFlow.Node node : flow.nodes()) {
            node.modelHash()
                    .ifPresent(hash -> models.add(new WantedModel(
                            node.key(), node.algorithm(), hash, node.processor().model())));
        }
        return new WantedVersion(row.version(), row.readyAt() != null, models);
    }
}
