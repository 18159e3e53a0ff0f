package io.enginehub.core.rules;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.Reads;
import java.util.List;

/** How flows are deployed. */
public final class FlowVersions {
    private FlowVersions() {}

    /** Makes the next version of a flow, unless its last one has the same content and is deployed. */
    public record Deploy(String flowKey, PlanRow plan) implements Operation<FlowRow> {
        @Override
        public void reads(Reads reads) {
            reads.flow(flowKey);
        }

        @Override
        public FlowRow decide(Ledger ledger) {
            List<FlowRow> all = ledger.flow(flowKey);
            FlowRow last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last != null && last.undeployedAt() == null && last.plan().equals(plan.hash())) {
                return last;
            }
            ledger.put(plan);
            int number = last == null ? 1 : last.version().version() + 1;
            FlowRow next = new FlowRow(new FlowVersion(flowKey, number), plan.hash(), ledger.now(), null, null);
            ledger.put(next);
            return next;
        }
    }

    /** Makes a version live: its models are warm. Latched: it stays so. */
    public record MarkReady(FlowVersion version) implements Operation<Boolean> {
        @Override
        public void reads(Reads reads) {
            reads.flow(version.key());
        }

        @Override
        public Boolean decide(Ledger ledger) {
            for (FlowRow row : ledger.flow(version.key())) {
                if (row.version().equals(version) && row.undeployedAt() == null) {
                    if (row.readyAt() == null) {
                        ledger.put(new FlowRow(version, row.plan(), row.deployedAt(), ledger.now(), null));
                    }
                    return true;
                }
            }
            return false;
        }
    }

    /** Ends the deployment of all versions of a flow, or of those before one. */
    public record Undeploy(String flowKey, int before) implements Operation<Boolean> {
        @Override
        public void reads(Reads reads) {
            reads.flow(flowKey);
        }

        @Override
        public Boolean decide(Ledger ledger) {
            boolean any = false;
            for (FlowRow row : List.copyOf(ledger.flow(flowKey))) {
                if (row.undeployedAt() == null && row.version().version() < before) {
                    ledger.put(new FlowRow(row.version(), row.plan(), row.deployedAt(), row.readyAt(), ledger.now()));
                    any = true;
                }
            }
            return any;
        }
    }

    /** Adds to how dispatchers saw waiting processes. */
    public record AddChecks(List<CheckRow> checks) implements Operation<Boolean> {
        @Override
        public void reads(Reads reads) {}

        @Override
        public Boolean decide(Ledger ledger) {
            checks.forEach(ledger::add);
            return true;
        }
    }
}
