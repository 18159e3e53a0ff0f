package io.enginehub.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.StepLines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Compares what history tells with a model, read by read. */
final class ModelComparison {
    private static final int ALL = 1000;
    private static final List<String> PAYLOADS =
            List.of(ProcessHistory.INPUT, ProcessHistory.OUTPUT, "load", "fit", "tree", "join", "none");

    private final ProcessHistory history;
    private final StoreModel model;
    private final SplittableRandom random;
    private final List<Runnable> reads = List.of(
            this::flows,
            this::plans,
            this::checks,
            this::pending,
            this::look,
            this::list,
            this::outdated,
            this::ended,
            this::owned,
            this::active,
            this::payloads,
            this::ahead);

    ModelComparison(ProcessHistory history, StoreModel model, SplittableRandom random) {
        this.history = history;
        this.model = model;
        this.random = random;
    }

    /** One read that is not of one process. */
    void any() {
        reads.get(random.nextInt(reads.size())).run();
    }

    /** Every read, of every process. */
    void all() {
        reads.forEach(Runnable::run);
        Map<ProcessId, ProcessRow> expected = new HashMap<>();
        model.rows().forEach(row -> expected.put(row.id(), row));
        Map<ProcessId, ProcessRow> actual = new HashMap<>();
        @Nullable String page = null;
        do {
            Page<ProcessRow> next = history.list(ProcessQuery.all().after(page).limit(ALL));
            next.items().forEach(row -> actual.put(row.id(), row));
            page = next.next();
        } while (page != null);
        assertEquals(expected, actual, "all processes");
        model.processes.keySet().forEach(this::process);
    }

    /** A process, or where one was. */
    void process(ProcessId id) {
        StoreModel.Entry entry = model.processes.get(id);
        Optional<ProcessHistory.Story> story = history.story(id, ALL);
        assertEquals(Optional.ofNullable(entry == null ? null : entry.row), history.find(id), "find");
        if (entry == null) {
            assertEquals(Optional.empty(), story, "story");
            assertEquals(List.of(), history.steps(id), "steps");
            assertEquals(List.of(), history.attempts(id), "attempts");
            assertEquals(List.of(), history.logs(id, 0, ALL), "logs");
            assertEquals(Map.of(), history.payloads(id, PAYLOADS), "payloads");
            return;
        }
        assertEquals(List.copyOf(entry.steps.values()), history.steps(id), "steps");
        assertEquals(entry.attempts, history.attempts(id), "attempts");
        assertEquals(entry.payloads, history.payloads(id, PAYLOADS), "payloads");
        List<LogLine> lines = history.logs(id, 0, ALL);
        logs(entry, lines);
        if (!lines.isEmpty()) {
            int from = random.nextInt(lines.size());
            assertEquals(
                    lines.subList(from + 1, Math.min(lines.size(), from + 4)),
                    history.logs(id, lines.get(from).number(), 3),
                    "logs after " + lines.get(from).number());
        }
        ProcessHistory.Story expected = new ProcessHistory.Story(
                entry.row,
                List.copyOf(entry.steps.values()),
                entry.attempts,
                lines,
                entry.payloads.get(ProcessHistory.OUTPUT));
        assertEquals(Optional.of(expected), story, "story");
    }

    private static void logs(StoreModel.Entry entry, List<LogLine> lines) {
        assertEquals(entry.lines.size(), lines.size(), "how many lines of " + entry.row.id());
        long last = 0;
        for (int i = 0; i < lines.size(); i++) {
            LogLine line = lines.get(i);
            StepLines.Line wanted = entry.lines.get(i).line();
            assertTrue(line.number() > last, () -> "the number of " + line);
            last = line.number();
            assertEquals(wanted, new StepLines.Line(line.at(), line.level(), line.text()), "a line");
            assertEquals(entry.lines.get(i).step(), line.processor(), "a line's step");
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void flows() {
        assertEquals(model.allFlows(), history.flows(), "flows");
    }

    private void plans() {
        Set<PlanHash> used = model.usedPlans();
        for (PlanRow plan : model.plans.values()) {
            Optional<PlanRow> found = history.plan(plan.hash());
            if (used.contains(plan.hash()) || found.isPresent()) {
                assertEquals(Optional.of(plan), found, "plan");
            }
        }
    }

    private void checks() {
        Need need = one(RandomWrites.NEEDS);
        set(model.checks(need), history.checks(need), "checks of " + need);
    }

    private static <T> void set(Set<T> expected, Collection<T> actual, String what) {
        assertEquals(expected, Set.copyOf(actual), what);
        assertEquals(expected.size(), actual.size(), what + ", each once");
    }

    private void pending() {
        set(model.pending(), history.pending(), "pending");
    }

    private void look() {
        ProcessHistory.Look look = history.look(ALL);
        Map<ProcessId, Instant> due = model.due();
        Set<ProcessId> come = new HashSet<>();
        due.forEach((id, at) -> {
            if (at.isBefore(SampleRows.NOON)) {
                come.add(id);
            }
        });
        set(come, look.due(), "due");
        set(model.expired(SampleRows.NOON), look.expired(), "expired");
        assertEquals(model.runnable(), look.runnable(), "runnable");
        look.nextDue()
                .ifPresent(next ->
                        assertEquals(due.values().stream().min(Instant::compareTo), Optional.of(next), "next due"));
        ProcessHistory.Look few = history.look(2);
        assertEquals(Math.min(2, come.size()), few.due().size(), "how many are due of two");
        assertTrue(come.containsAll(few.due()), "due");
    }

    private void list() {
        Set<ProcessStatus> statuses = EnumSet.noneOf(ProcessStatus.class);
        for (int i = random.nextInt(4); i > 0; i--) {
            statuses.add(one(List.of(ProcessStatus.values())));
        }
        String flow = random.nextBoolean() ? null : one(RandomWrites.FLOWS);
        Map<String, String> labels = random.nextBoolean() ? Map.of() : Map.of("color", one(RandomWrites.COLORS));
        int limit = 1 + random.nextInt(20);
        List<ProcessRow> found = new ArrayList<>();
        ProcessQuery query = ProcessQuery.all()
                .flow(flow)
                .statuses(statuses)
                .labels(labels)
                .since(bound())
                .until(bound())
                .limit(limit);
        List<ProcessRow> expected = model.list(query);
        Page<ProcessRow> page = history.list(query);
        found.addAll(page.items());
        for (int i = 0; i < 3 && page.next() != null; i++) {
            assertEquals(limit, page.items().size(), "a page that is not the last of " + query);
            page = history.list(query.after(page.next()));
            found.addAll(page.items());
        }
        assertEquals(
                page.next() == null ? expected : expected.subList(0, found.size()), found, () -> "list of " + query);
        assertEquals(expected.size() > found.size(), page.next() != null, () -> "another page of " + query);
    }

    /** At, or just before or behind, when a process was submitted; or none. */
    private @Nullable Instant bound() {
        List<ProcessRow> rows = model.rows().toList();
        return rows.isEmpty() || random.nextInt(3) == 0
                ? null
                : one(rows).head().submitted().plusNanos(random.nextInt(3) - 1L);
    }

    private void outdated() {
        Instant before = one(model.rows().toList(), SampleRows.NOON);
        long keep = random.nextInt(1 + model.processes.size());
        int limit = 1 + random.nextInt(30);
        assertEquals(
                model.outdated(before, keep, limit),
                history.outdated(before, keep, limit),
                () -> "outdated before " + before + ", keeping " + keep + ", up to " + limit);
    }

    private Instant one(List<ProcessRow> rows, Instant otherwise) {
        Instant ended = rows.isEmpty() ? null : one(rows).ended();
        return ended == null ? otherwise : ended;
    }

    private void ended() {
        List<ProcessId> ids = new ArrayList<>(List.of(SampleRows.id(Integer.MAX_VALUE)));
        model.rows().filter(row -> random.nextInt(4) == 0).forEach(row -> ids.add(row.id()));
        Set<ProcessId> expected = new HashSet<>(ids);
        expected.removeIf(id ->
                model.processes.containsKey(id) && !model.entry(id).row.status().isTerminal());
        assertEquals(expected, history.ended(ids), "ended");
    }

    private void owned() {
        MemberId owner = RandomWrites.owner(one(RandomWrites.NAMES), random.nextInt(4));
        set(Set.copyOf(model.owned(owner)), history.owned(owner), "owned by " + owner);
    }

    private void active() {
        FlowVersion version = new FlowVersion(one(RandomWrites.FLOWS), random.nextInt(4));
        assertEquals(model.isActive(version), history.isActive(version), () -> version + " is active");
    }

    private void payloads() {
        Map<ProcessId, Set<String>> wanted = new HashMap<>();
        Map<ProcessId, Map<String, Payload>> expected = new HashMap<>();
        model.processes.forEach((id, entry) -> {
            if (random.nextInt(20) == 0) {
                wanted.put(id, Set.of(ProcessHistory.INPUT, "fit"));
                Map<String, Payload> own = new HashMap<>(entry.payloads);
                own.keySet().retainAll(Set.of(ProcessHistory.INPUT, "fit"));
                expected.put(id, own);
            }
        });
        assertEquals(expected, history.payloads(wanted), "payloads of several");
    }

    private void ahead() {
        List<ProcessRow> runnable = model.rows(ProcessRow::isRunnable);
        if (!runnable.isEmpty()) {
            ProcessRow row = one(runnable);
            Set<Need> needs = new HashSet<>(List.of(row.need(), one(RandomWrites.NEEDS)));
            assertEquals(model.ahead(row, needs), history.ahead(row, needs), () -> "ahead of " + row.id());
        }
    }
}
