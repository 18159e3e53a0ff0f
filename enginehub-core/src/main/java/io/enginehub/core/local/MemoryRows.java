package io.enginehub.core.local;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.StepRow;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a transaction of the in-memory store sees: the tables themselves, under their monitor. */
final class MemoryRows implements Rows {
    private final MemoryTables tables;
    private final Instant now;
    private final List<ProcessRow> claimable;
    private MemoryTables.@Nullable Entry last;

    MemoryRows(MemoryTables tables, Reads reads, Instant now) {
        this.tables = tables;
        this.now = now;
        this.claimable = reads.claimableLimit() == 0
                ? List.of()
                : tables.claimable(reads.claimableNeeds(), reads.claimableLimit());
    }

    /** Rules ask about one process several times in a row. */
    private MemoryTables.@Nullable Entry find(ProcessId id) {
        if (last == null || !last.row.id().equals(id)) {
            last = tables.find(id);
        }
        return last;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public List<SessionRow> sessions(String name) {
        return tables.sessions(name);
    }

    @Override
    public @Nullable KeyRow key(RequestKey key) {
        return tables.key(key);
    }

    @Override
    public List<FlowRow> flow(String key) {
        return tables.flow(key);
    }

    @Override
    public @Nullable ProcessRow process(ProcessId id) {
        MemoryTables.Entry entry = find(id);
        return entry == null ? null : entry.row;
    }

    @Override
    public Map<String, StepRow> steps(ProcessId id) {
        MemoryTables.Entry entry = find(id);
        return entry == null ? Map.of() : Collections.unmodifiableMap(entry.steps);
    }

    @Override
    public List<AttemptRow> attempts(ProcessId id) {
        MemoryTables.Entry entry = find(id);
        return entry == null ? List.of() : Collections.unmodifiableList(entry.attempts);
    }

    @Override
    public List<ProcessRow> claimed(MemberId owner, long claimNumber) {
        return tables.owned(owner).stream()
                .map(entry -> entry.row)
                .filter(row -> row.hold() != null && row.hold().claimNumber() == claimNumber)
                .toList();
    }

    @Override
    public List<ProcessRow> claimable() {
        return claimable;
    }

    @Override
    public long pending() {
        return tables.pending();
    }
}
