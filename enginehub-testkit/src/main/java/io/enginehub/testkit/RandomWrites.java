package io.enginehub.testkit;

import io.enginehub.api.Check;
import io.enginehub.api.Failure;
import io.enginehub.api.FlowVersion;
import io.enginehub.api.LogLine;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.LogRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHead;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Prune;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.StepRow;
import io.enginehub.api.spi.Writes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random operations as the engine's rules make them; each changes a model, and the writes of the present transaction. */
final class RandomWrites {
    static final List<Need> NEEDS = List.of(
            StoreFixture.TREE, StoreFixture.BAYES, StoreFixture.BOTH, SampleRows.need("normalize"), SampleRows.need());
    static final List<String> FLOWS = List.of("iris", "wine", "sample");
    static final List<String> COLORS = List.of("red", "green", "blue");
    static final List<String> NAMES = List.of("dispatcher-1", "dispatcher-2", "dispatcher-3");
    private static final List<String> STEPS = List.of("load", "fit", "tree", "join");
    private static final int INCARNATIONS = 4;
    private static final int PLANS = 5;
    private static final int KEYS = 40;

    /** Long ago, and in a far future: what is due does not depend on the store's time. */
    static final Instant PAST = Instant.parse("2001-01-01T00:00:00Z");

    static final Instant FUTURE = Instant.parse("2101-01-01T00:00:00Z");

    private final SplittableRandom random;
    private final StoreModel model;
    private final List<Prune> prunes = new ArrayList<>();
    private Writes writes = new Writes();
    private int lastProcess;
    private long ticks;

    RandomWrites(SplittableRandom random, StoreModel model) {
        this.random = random;
        this.model = model;
    }

    /** Begins a transaction. */
    Writes begin() {
        writes = new Writes();
        return writes;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A time that no other has. */
    private Instant tick(Instant from) {
        return from.plusMillis(++ticks);
    }

    static MemberId owner(String name, int incarnation) {
        return new MemberId(name, new UUID(NAMES.indexOf(name) + 1L, incarnation));
    }

    MemberId owner() {
        return owner(one(NAMES), random.nextInt(INCARNATIONS));
    }

    RequestKey key() {
        return new RequestKey("client-" + random.nextInt(2), "key " + random.nextInt(KEYS));
    }

    private static PlanRow plan(int number) {
        return new PlanRow(new PlanHash("abcdef000000000" + number), "{\"number\":" + number + "}");
    }

    private PlanRow plan() {
        PlanRow row = plan(random.nextInt(PLANS));
        model.plans.put(row.hash(), row);
        writes.put(row);
        return row;
    }

    private Payload payload() {
        return random.nextInt(8) == 0
                ? Payload.ofBytes("application/octet-stream", new byte[random.nextInt(40)])
                : Payload.ofJson("[" + random.nextInt() + ",\"Größe\"]");
    }

    private @Nullable Instant deadline() {
        return switch (random.nextInt(8)) {
            case 0 -> tick(PAST);
            case 1 -> tick(FUTURE);
            default -> null;
        };
    }

    // ── operations ──

    String insert() {
        ProcessHead head = new ProcessHead(
                SampleRows.id(++lastProcess),
                0,
                plan().hash(),
                new FlowVersion(one(FLOWS), random.nextInt(3)),
                random.nextInt(3) == 0 ? Map.of() : Map.of("color", one(COLORS), "x", "\"\\é"),
                tick(SampleRows.NOON),
                deadline());
        ProcessRow row = new ProcessRow(head, ProcessStatus.PENDING, 0, 1, one(NEEDS), null, null, null, null, null);
        if (random.nextInt(4) == 0) { // why: a claim may be in the batch that brings the process
            row = claimed(row, owner(), random.nextInt(5));
        }
        model.processes.put(row.id(), new StoreModel.Entry(row));
        writes.insert(row);
        payload(row.id(), ProcessHistory.INPUT);
        if (random.nextInt(3) == 0) {
            KeyRow key = new KeyRow(key(), "hash " + random.nextInt(), row.id(), tick(FUTURE));
            model.keys.put(key.key(), key);
            writes.put(key);
        }
        return "insert of " + row.id();
    }

    private void payload(ProcessId id, String name) {
        Payload payload = payload();
        model.entry(id).payloads.put(name, payload);
        writes.payload(id, name, payload);
    }

    /** Claims what may be claimed, for a dispatcher that may have had a claim of this number before. */
    String claim(List<ProcessRow> offered, MemberId owner, long claimNumber) {
        for (ProcessRow seen : offered) {
            ProcessRow row = model.entry(seen.id()).row;
            if (row.isRunnable()) {
                update(claimed(row, owner, claimNumber));
            }
        }
        return "claim " + claimNumber + " of " + owner;
    }

    private ProcessRow claimed(ProcessRow row, MemberId owner, long claimNumber) {
        Instant now = tick(SampleRows.NOON);
        return new ProcessRow(
                row.head(),
                ProcessStatus.RUNNING,
                row.epoch() + 1,
                row.run(),
                row.need(),
                new ProcessRow.Hold(owner, claimNumber, now),
                null,
                row.started() == null ? now : row.started(),
                null,
                null);
    }

    /** Does something that the status of a process allows. */
    String change(ProcessId id, boolean mayDelete) {
        StoreModel.Entry entry = model.processes.get(id);
        if (entry == null) {
            return "nothing, as " + id + " was deleted";
        }
        ProcessRow row = entry.row;
        return switch (row.status()) {
            case PENDING -> {
                boolean cancels = random.nextInt(4) == 0;
                yield cancels ? end(row, ProcessStatus.CANCELLED, 1, null) : pending(row, 0, 0, null);
            }
            case RUNNING -> running(entry, row);
            case FINISHED, FAILED, CANCELLED, TIMED_OUT -> {
                boolean retries = row.status() != ProcessStatus.FINISHED && random.nextInt(4) == 0;
                yield retries || !mayDelete ? pending(row, 1, 1, null) : delete(row);
            }
        };
    }

    private String running(StoreModel.Entry entry, ProcessRow row) {
        Failure failure = new Failure(one(List.of(Failure.Kind.values())), one(STEPS), "It failed: äöü 😀 ' \" \\.");
        return switch (random.nextInt(9)) {
            case 0 -> pending(row, 0, 0, null);
            case 1 -> pending(row, 0, 0, new ProcessRow.Waiting(tick(PAST), null));
            case 2 -> pending(row, 0, 0, new ProcessRow.Waiting(tick(FUTURE), "classifier.tree"));
            case 3 -> pending(row, 1, 0, null); // a take-over
            case 4 -> {
                payload(row.id(), ProcessHistory.OUTPUT);
                yield end(row, ProcessStatus.FINISHED, 0, null);
            }
            case 5 -> end(row, ProcessStatus.FAILED, 0, failure);
            case 6 -> end(row, ProcessStatus.CANCELLED, 1, null);
            case 7 -> attempt(entry, row, failure);
            default -> step(entry, row);
        };
    }

    private String step(StoreModel.Entry entry, ProcessRow row) {
        String name = one(STEPS);
        if (!entry.steps.containsKey(name)) {
            Instant ended = tick(SampleRows.NOON);
            StepRow step = new StepRow(row.id(), name, row.run(), 1, "agent-1", SampleRows.NOON, ended);
            Payload output = payload();
            entry.steps.put(name, step);
            entry.payloads.put(name, output);
            writes.insert(step, output);
        }
        log(entry, name);
        return "step " + name + " of " + row.id();
    }

    private String attempt(StoreModel.Entry entry, ProcessRow row, Failure failure) {
        EventKey key = new EventKey(row.id(), one(STEPS), row.run(), entry.attempts.size() + 1);
        Instant next = random.nextBoolean() ? null : tick(FUTURE);
        AttemptRow attempt = new AttemptRow(
                key, random.nextInt(2), "agent-2", SampleRows.NOON, tick(SampleRows.NOON), failure, next);
        entry.attempts.add(attempt);
        writes.insert(attempt);
        log(entry, key.step());
        return "attempt " + key;
    }

    private void log(StoreModel.Entry entry, String step) {
        for (int i = random.nextInt(3); i > 0; i--) {
            LogLine.Level level = random.nextBoolean() ? LogLine.Level.INFO : LogLine.Level.WARN;
            LogRow row = new LogRow(
                    entry.row.id(), step, 1, new StepLines.Line(tick(SampleRows.NOON), level, "line " + ticks));
            entry.lines.add(row);
            writes.insert(row);
        }
    }

    private String pending(ProcessRow row, int epochs, int runs, ProcessRow.@Nullable Waiting waiting) {
        update(new ProcessRow(
                runs == 0 ? row.head() : row.head().withoutDeadline(),
                ProcessStatus.PENDING,
                row.epoch() + epochs,
                row.run() + runs,
                row.status() == ProcessStatus.PENDING ? row.need() : one(NEEDS),
                row.hold(),
                waiting,
                row.started(),
                null,
                null));
        return "return of " + row.id() + " with " + waiting;
    }

    private String end(ProcessRow row, ProcessStatus status, int epochs, @Nullable Failure failure) {
        update(new ProcessRow(
                row.head(),
                status,
                row.epoch() + epochs,
                row.run(),
                row.need(),
                row.hold(),
                null,
                row.started(),
                tick(SampleRows.NOON),
                failure));
        return "end of " + row.id() + " as " + status;
    }

    private void update(ProcessRow row) {
        model.entry(row.id()).row = row;
        writes.update(row);
    }

    private String delete(ProcessRow row) {
        model.processes.remove(row.id());
        writes.delete(row.id());
        return "delete of " + row.id();
    }

    /** At most one incarnation of a name is HELD: another one's session ends before. */
    String session() {
        MemberId owner = owner();
        SessionState state = one(List.of(SessionState.values()));
        if (state == SessionState.HELD) {
            for (SessionRow row : model.sessions(owner.name())) {
                if (row.state() == SessionState.HELD && !row.id().equals(owner)) {
                    put(new SessionRow(row.id(), SessionState.SUPERSEDED, row.expires(), row.claimNumber()));
                    return "end of the session of " + row.id();
                }
            }
        }
        put(new SessionRow(owner, state, tick(random.nextBoolean() ? PAST : FUTURE), random.nextInt(100)));
        return "session of " + owner + " is " + state;
    }

    private void put(SessionRow row) {
        model.sessions.put(row.id(), row);
        writes.put(row);
    }

    String flow() {
        int number = random.nextInt(PLANS);
        PlanRow plan = plan(number); // why: a version keeps its plan
        model.plans.put(plan.hash(), plan);
        writes.put(plan);
        FlowRow row = new FlowRow(
                new FlowVersion(one(FLOWS), 1 + number),
                plan.hash(),
                tick(SampleRows.NOON),
                random.nextBoolean() ? null : tick(SampleRows.NOON),
                random.nextBoolean() ? null : tick(SampleRows.NOON));
        model.put(row);
        writes.put(row);
        return "flow " + row.version();
    }

    String check() {
        CheckRow row = new CheckRow(
                one(NEEDS),
                one(NAMES),
                one(List.of(Check.Verdict.values())),
                one(COLORS),
                1 + random.nextInt(3),
                tick(SampleRows.NOON),
                tick(SampleRows.NOON));
        model.add(row);
        writes.add(row);
        return "check of " + row.need();
    }

    /** Prunes, which the store does at the end of the transaction, and the model does then. */
    String prune() {
        Prune rows = new Prune(one(List.of(Prune.Kind.values())), one(model.times()), Integer.MAX_VALUE);
        prunes.add(rows);
        writes.prune(rows);
        return "prune of " + rows;
    }

    /** Ends a transaction: does what comes after all else. */
    void end() {
        prunes.forEach(model::prune);
        prunes.clear();
    }
}
