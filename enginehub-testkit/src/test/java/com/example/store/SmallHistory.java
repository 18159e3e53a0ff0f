package com.example.store;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
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
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.StepRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads of the small store: it looks at everything, each time. */
final class SmallHistory implements ProcessHistory {
    private final SmallStore store;

    SmallHistory(SmallStore store) {
        this.store = store;
    }

    @Override
    public Optional<ProcessRow> find(ProcessId id) {
        synchronized (store) {
            return Optional.ofNullable(store.processes.get(id));
        }
    }

    @Override
    public Page<ProcessRow> list(ProcessQuery query) {
        ProcessMark start = ProcessMark.start(query);
        synchronized (store) {
            List<ProcessRow> found = store.all()
                    .filter(row -> mark(row).compareTo(start) < 0)
                    .filter(row ->
                            query.since() == null || !row.head().submitted().isBefore(query.since()))
                    .filter(row -> query.flow() == null
                            || query.flow().equals(row.head().flow().key()))
                    .filter(row ->
                            query.statuses().isEmpty() || query.statuses().contains(row.status()))
                    .filter(row -> row.head()
                            .labels()
                            .entrySet()
                            .containsAll(query.labels().entrySet()))
                    .sorted(Comparator.comparing(SmallHistory::mark).reversed())
                    .limit(query.limit() + 1L)
                    .toList();
            if (found.size() <= query.limit()) {
                return new Page<>(found, null);
            }
            List<ProcessRow> items = found.subList(0, query.limit());
            return new Page<>(items, mark(items.get(items.size() - 1)).toString());
        }
    }

    private static ProcessMark mark(ProcessRow row) {
        return ProcessMark.of(row.head());
    }

    @Override
    public List<StepRow> steps(ProcessId id) {
        synchronized (store) {
            return store.steps.stream().filter(row -> row.process().equals(id)).toList();
        }
    }

    @Override
    public List<AttemptRow> attempts(ProcessId id) {
        synchronized (store) {
            return store.attempts.stream()
                    .filter(row -> row.key().process().equals(id))
                    .toList();
        }
    }

    @Override
    public Map<String, Payload> payloads(ProcessId id, Collection<String> names) {
        synchronized (store) {
            Map<String, Payload> found = new LinkedHashMap<>(store.payloads.getOrDefault(id, Map.of()));
            found.keySet().retainAll(names);
            return found;
        }
    }

    @Override
    public List<LogLine> logs(ProcessId id, long after, int limit) {
        synchronized (store) {
            return store.logs.getOrDefault(id, List.of()).stream()
                    .filter(line -> line.number() > after)
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public List<CheckRow> checks(Need need) {
        synchronized (store) {
            return store.checks.stream().filter(row -> row.need().equals(need)).toList();
        }
    }

    @Override
    public Optional<PlanRow> plan(PlanHash hash) {
        synchronized (store) {
            return Optional.ofNullable(store.plans.get(hash));
        }
    }

    @Override
    public List<FlowRow> flows() {
        synchronized (store) {
            return store.flows.values().stream()
                    .flatMap(versions -> versions.values().stream())
                    .toList();
        }
    }

    @Override
    public boolean isActive(FlowVersion version) {
        synchronized (store) {
            return store.all()
                    .anyMatch(row ->
                            row.head().flow().equals(version) && !row.status().isTerminal());
        }
    }

    @Override
    public List<ProcessRow> owned(MemberId owner) {
        synchronized (store) {
            return store.all().filter(row -> owner.equals(row.owner())).toList();
        }
    }

    @Override
    public Look look(int limit) {
        Instant now = Instant.now();
        synchronized (store) {
            List<SessionRow> expired = store.sessions.values().stream()
                    .filter(row ->
                            row.state() == SessionState.HELD && !row.expires().isAfter(now))
                    .filter(row -> !owned(row.id()).isEmpty())
                    .limit(limit)
                    .toList();
            List<ProcessId> due = store.all()
                    .filter(row -> row.due() != null && !row.due().isAfter(now))
                    .map(ProcessRow::id)
                    .limit(limit)
                    .toList();
            Set<Need> runnable = store.all()
                    .filter(ProcessRow::isRunnable)
                    .map(ProcessRow::need)
                    .collect(Collectors.toSet());
            return new Look(expired, due, Optional.empty(), runnable);
        }
    }

    @Override
    public List<PendingNeed> pending() {
        record Group(Need need, boolean waiting, String algorithm) {}
        Map<Group, PendingNeed> groups = new LinkedHashMap<>();
        synchronized (store) {
            store.all().filter(row -> row.status() == ProcessStatus.PENDING).forEach(row -> {
                String algorithm = row.waiting() == null ? null : row.waiting().algorithm();
                Group group = new Group(row.need(), row.waiting() != null, algorithm);
                groups.merge(
                        group,
                        new PendingNeed(
                                row.need(),
                                group.waiting(),
                                algorithm,
                                1,
                                row.head().submitted()),
                        (a, b) -> new PendingNeed(a.need(), a.waiting(), a.algorithm(), a.count() + 1, a.oldest()));
            });
        }
        return List.copyOf(groups.values());
    }

    @Override
    public long ahead(ProcessRow process, Set<Need> needs) {
        synchronized (store) {
            return store.all()
                    .filter(row -> row.isRunnable() && needs.contains(row.need()))
                    .filter(row -> isBefore(row, process))
                    .count();
        }
    }

    private static boolean isBefore(ProcessRow row, ProcessRow other) {
        boolean returned = row.epoch() > 0;
        boolean otherReturned = other.epoch() > 0;
        return returned == otherReturned ? row.head().seq() < other.head().seq() : returned;
    }

    @Override
    public List<ProcessId> outdated(Instant endedBefore, long keep, int limit) {
        synchronized (store) {
            List<ProcessRow> ended = store.all()
                    .filter(row -> row.ended() != null)
                    .sorted(Comparator.comparing(ProcessRow::ended))
                    .toList();
            List<ProcessId> outdated = new ArrayList<>();
            for (ProcessRow row : ended) {
                boolean surplus = outdated.size() < ended.size() - keep;
                if (outdated.size() < limit && (surplus || row.ended().isBefore(endedBefore))) {
                    outdated.add(row.id());
                }
            }
            return outdated;
        }
    }
}
