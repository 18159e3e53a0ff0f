package io.enginehub.core.local;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PendingNeed;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessMark;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.StepRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads of the in-memory store. */
final class MemoryHistory implements ProcessHistory {
    private final MemoryTables tables;
    private final Supplier<Instant> now;

    MemoryHistory(MemoryTables tables, Supplier<Instant> now) {
        this.tables = tables;
        this.now = now;
    }

    private <T> T of(ProcessId id, T otherwise, Function<MemoryTables.Entry, T> read) {
        synchronized (tables) {
            MemoryTables.Entry entry = tables.find(id);
            return entry == null ? otherwise : read.apply(entry);
        }
    }

    @Override
    public Optional<ProcessRow> find(ProcessId id) {
        return of(id, Optional.empty(), entry -> Optional.of(entry.row));
    }

    @Override
    public Page<ProcessRow> list(ProcessQuery query) {
        ProcessMark start = ProcessMark.start(query);
        List<ProcessRow> found = new ArrayList<>();
        synchronized (tables) {
            for (MemoryTables.Entry entry : tables.newestFirst(start)) {
                if (query.since() != null && entry.row.head().submitted().isBefore(query.since())) {
                    break;
                }
                if (matches(query, entry.row)) {
                    if (found.size() == query.limit()) {
                        ProcessRow last = found.get(found.size() - 1);
                        return new Page<>(found, ProcessMark.of(last.head()).toString());
                    }
                    found.add(entry.row);
                }
            }
        }
        return new Page<>(found, null);
    }

    private static boolean matches(ProcessQuery query, ProcessRow row) {
        return (query.flow() == null || query.flow().equals(row.head().flow().key()))
                && (query.statuses().isEmpty() || query.statuses().contains(row.status()))
                && row.head().labels().entrySet().containsAll(query.labels().entrySet());
    }

    @Override
    public List<StepRow> steps(ProcessId id) {
        return of(id, List.of(), entry -> List.copyOf(entry.steps.values()));
    }

    @Override
    public List<AttemptRow> attempts(ProcessId id) {
        return of(id, List.of(), entry -> List.copyOf(entry.attempts));
    }

    @Override
    public Map<String, Payload> payloads(ProcessId id, Collection<String> names) {
        return of(id, Map.of(), entry -> {
            Map<String, Payload> found = new LinkedHashMap<>();
            for (String name : names) {
                Payload payload = entry.payloads.get(name);
                if (payload != null) {
                    found.put(name, payload);
                }
            }
            return found;
        });
    }

    @Override
    public List<LogLine> logs(ProcessId id, long after, int limit) {
        return of(
                id,
                List.of(),
                entry -> entry.lines.stream()
                        .filter(line -> line.number() > after)
                        .limit(limit)
                        .toList());
    }

    @Override
    public List<CheckRow> checks(Need need) {
        synchronized (tables) {
            return tables.checks(need);
        }
    }

    @Override
    public Optional<PlanRow> plan(PlanHash hash) {
        synchronized (tables) {
            return Optional.ofNullable(tables.plan(hash));
        }
    }

    @Override
    public List<FlowRow> flows() {
        synchronized (tables) {
            return tables.flows();
        }
    }

    @Override
    public boolean isActive(FlowVersion version) {
        synchronized (tables) {
            return tables.isActive(version);
        }
    }

    @Override
    public List<ProcessRow> owned(MemberId owner) {
        synchronized (tables) {
            return tables.owned(owner).stream().map(entry -> entry.row).toList();
        }
    }

    @Override
    public Look look(int limit) {
        synchronized (tables) {
            return new Look(
                    tables.expired(now.get(), limit),
                    tables.due(now.get(), limit),
                    Optional.ofNullable(tables.nextDue()),
                    tables.lanes().keySet());
        }
    }

    @Override
    public List<PendingNeed> pending() {
        synchronized (tables) {
            List<PendingNeed> all = new ArrayList<>();
            tables.lanes()
                    .forEach((need, lane) -> all.add(new PendingNeed(
                            need, false, null, lane.fresh.size() + lane.returned.size(), oldest(lane))));
            Map<WaitingKey, PendingNeed> waiting = new LinkedHashMap<>();
            for (MemoryTables.Entry entry : tables.waiting()) {
                ProcessRow.Waiting why = entry.row.waiting();
                String algorithm = why == null ? null : why.algorithm();
                Instant submitted = entry.row.head().submitted();
                waiting.merge(
                        new WaitingKey(entry.row.need(), algorithm),
                        new PendingNeed(entry.row.need(), true, algorithm, 1, submitted),
                        (a, b) -> new PendingNeed(a.need(), true, a.algorithm(), a.count() + 1, a.oldest()));
            }
            all.addAll(waiting.values());
            return all;
        }
    }

    private record WaitingKey(Need need, @Nullable String algorithm) {}

    private static Instant oldest(MemoryTables.Lane lane) {
        Instant fresh = lane.fresh.isEmpty()
                ? Instant.MAX
                : submitted(lane.fresh.firstEntry().getValue());
        Instant returned = lane.returned.isEmpty()
                ? Instant.MAX
                : submitted(lane.returned.firstEntry().getValue());
        return fresh.isBefore(returned) ? fresh : returned;
    }

    private static Instant submitted(MemoryTables.Entry entry) {
        return entry.row.head().submitted();
    }

    @Override
    public long ahead(ProcessRow process, Set<Need> needs) {
        long seq = process.head().seq();
        boolean returned = process.epoch() > 0;
        synchronized (tables) {
            long count = 0;
            for (Need need : needs) {
                MemoryTables.Lane lane = tables.lanes().get(need);
                if (lane != null) {
                    count += returned ? lane.returned.headMap(seq).size() : lane.returned.size();
                    count += returned ? 0 : lane.fresh.headMap(seq).size();
                }
            }
            return count;
        }
    }

    @Override
    public List<ProcessId> outdated(Instant endedBefore, long keep, int limit) {
        synchronized (tables) {
            return tables.outdated(endedBefore, keep, limit);
        }
    }
}
