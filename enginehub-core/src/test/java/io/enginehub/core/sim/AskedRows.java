package io.enginehub.core.sim;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction sees of a store that has read no more than it was asked for, as databases do. The in-memory store
 * would find all else, too.
 */
final class AskedRows implements Rows {
    private final Rows rows;
    private final Reads reads;
    private final Oracle oracle;
    /** Those of the processes that were asked for by their ids or by a claim that gave them. */
    private final Set<ProcessId> read = new HashSet<>();

    /** The others, which may be claimed: their rows come as a list, and nothing but their steps by their ids. */
    private final Set<ProcessId> claimable = new HashSet<>();

    AskedRows(Rows rows, Reads reads, Oracle oracle) {
        this.rows = rows;
        this.reads = reads;
        this.oracle = oracle;
        read.addAll(reads.processes());
        reads.claimed()
                .forEach((owner, numbers) ->
                        numbers.forEach(number -> rows.claimed(owner, number).forEach(row -> read.add(row.id()))));
        rows.claimable().forEach(row -> claimable.add(row.id()));
    }

    private boolean asked(boolean was, Object what) {
        oracle.check(was, () -> "looked up and not asked for: " + what);
        return was;
    }

    @Override
    public Instant now() {
        return rows.now();
    }

    @Override
    public List<SessionRow> sessions(String name) {
        return asked(reads.sessionNames().contains(name), name) ? rows.sessions(name) : List.of();
    }

    @Override
    public @Nullable KeyRow key(RequestKey key) {
        return asked(reads.keys().contains(key), key) ? rows.key(key) : null;
    }

    @Override
    public List<FlowRow> flow(String key) {
        return asked(reads.flows().contains(key), key) ? rows.flow(key) : List.of();
    }

    @Override
    public @Nullable ProcessRow process(ProcessId id) {
        return asked(read.contains(id), id) ? rows.process(id) : null;
    }

    @Override
    public Map<String, StepRow> steps(ProcessId id) {
        return asked(read.contains(id) || claimable.contains(id), id) ? rows.steps(id) : Map.of();
    }

    @Override
    public List<AttemptRow> attempts(ProcessId id) {
        return asked(read.contains(id) || claimable.contains(id), id) ? rows.attempts(id) : List.of();
    }

    @Override
    public List<ProcessRow> claimed(MemberId owner, long claimNumber) {
        boolean was = reads.claimed().getOrDefault(owner, Set.of()).contains(claimNumber);
        return asked(was, owner) ? rows.claimed(owner, claimNumber) : List.of();
    }

    @Override
    public List<ProcessRow> claimable() {
        return rows.claimable();
    }

    @Override
    public long pending() {
        asked(reads.wantsPending(), "how many are PENDING");
        return rows.pending();
    }
}
