package io.enginehub.core.sim;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.StoreException;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PendingNeed;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.StepRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads that now and then fail. */
final class FlakyHistory implements ProcessHistory {
    private final ProcessHistory history;
    private final Faults faults;
    private final Health health;

    FlakyHistory(ProcessHistory history, Faults faults, Health health) {
        this.history = history;
        this.faults = faults;
        this.health = health;
    }

    private ProcessHistory read() {
        if (faults.readFails(health.isStormy())) {
            health.trouble();
            throw new StoreException(StoreException.Fault.NOT_DONE, "The store cannot be read.", null);
        }
        return history;
    }

    @Override
    public Optional<ProcessRow> find(ProcessId id) {
        return read().find(id);
    }

    @Override
    public Page<ProcessRow> list(ProcessQuery query) {
        return read().list(query);
    }

    @Override
    public List<StepRow> steps(ProcessId id) {
        return read().steps(id);
    }

    @Override
    public List<AttemptRow> attempts(ProcessId id) {
        return read().attempts(id);
    }

    @Override
    public Map<String, Payload> payloads(ProcessId id, Collection<String> names) {
        return read().payloads(id, names);
    }

    @Override
    public List<LogLine> logs(ProcessId id, long after, int limit) {
        return read().logs(id, after, limit);
    }

    @Override
    public List<CheckRow> checks(Need need) {
        return read().checks(need);
    }

    @Override
    public Optional<PlanRow> plan(PlanHash hash) {
        return read().plan(hash);
    }

    @Override
    public List<FlowRow> flows() {
        return read().flows();
    }

    @Override
    public boolean isActive(FlowVersion version) {
        return read().isActive(version);
    }

    @Override
    public List<ProcessRow> owned(MemberId owner) {
        return read().owned(owner);
    }

    @Override
    public Look look(int limit) {
        return read().look(limit);
    }

    @Override
    public List<PendingNeed> pending() {
        return read().pending();
    }

    @Override
    public long ahead(ProcessRow process, Set<Need> needs) {
        return read().ahead(process, needs);
    }

    @Override
    public List<ProcessId> outdated(Instant endedBefore, long keep, int limit) {
        return read().outdated(endedBefore, keep, limit);
    }
}
