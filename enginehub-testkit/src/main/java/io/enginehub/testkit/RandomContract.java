package io.enginehub.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.StepRow;
import io.enginehub.api.spi.Writes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Long random sequences of operations, many to a transaction; all reads are compared with a model's. */
abstract class RandomContract extends PruneContract {
    private static final int MOST_IN_TRANSACTION = 100;
    private static final int PROCESSES = 150;
    private static final int TRANSACTIONS_BETWEEN_LOOKS = 3;
    private static final int BETWEEN_FULL_LOOKS = 50_000;

    private final long seed = Long.getLong("contract.seed", 17);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final StoreModel model = new StoreModel();
    private final RandomWrites operations = new RandomWrites(random, model);
    private int done;
    private String last = "";

    /** How many operations the random sequence has; 200,000 unless overridden. */
    protected int randomOperations() {
        return 200_000;
    }

    @Test
    void doesWhatAModelDoes() {
        long start = System.nanoTime();
        ModelComparison comparison = new ModelComparison(store().history(), model, random);
        int transactions = 0;
        int nextLook = BETWEEN_FULL_LOOKS;
        try {
            while (done < randomOperations()) {
                ProcessId touched = transaction();
                transactions++;
                if (transactions % TRANSACTIONS_BETWEEN_LOOKS == 0) {
                    comparison.any();
                    comparison.process(touched);
                }
                if (done >= nextLook) {
                    comparison.all();
                    nextLook += BETWEEN_FULL_LOOKS;
                }
            }
            comparison.all();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "Random operations differ from the model: -Dcontract.seed=" + seed + ", after operation " + done
                            + " (" + last + "): " + e.getMessage(),
                    e);
        }
        System.out.printf(
                "%s: %d random operations in %d transactions as the model says, %d ms%n",
                getClass().getSimpleName(), done, transactions, (System.nanoTime() - start) / 1_000_000);
    }

    /** What a transaction has to see. */
    private record Expected(
            Map<String, List<SessionRow>> sessions,
            Map<RequestKey, Optional<KeyRow>> keys,
            Map<String, List<FlowRow>> flows,
            Map<ProcessId, Seen> processes,
            Map<ProcessId, Seen> offered,
            List<ProcessRow> claimed,
            List<ProcessRow> claimable,
            long pending) {}

    /** A process with what is read with it. */
    private record Seen(@Nullable ProcessRow row, Map<String, StepRow> steps, List<AttemptRow> attempts) {}

    private Seen seen(ProcessId id) {
        StoreModel.Entry entry = model.processes.get(id);
        return entry == null
                ? new Seen(null, Map.of(), List.of())
                : new Seen(entry.row, Map.copyOf(entry.steps), List.copyOf(entry.attempts));
    }

    /** Runs some operations in one transaction, and gives a process that one of them touched. */
    private ProcessId transaction() {
        int count = 1 + random.nextInt(MOST_IN_TRANSACTION);
        Reads reads = new Reads().pending();
        List<ProcessId> targets = targets(count);
        targets.forEach(reads::process);
        MemberId owner = operations.owner();
        long claim = random.nextInt(20);
        reads.claimed(owner, claim).sessions(owner.name());
        List<Need> needs = needs();
        int slots = 1 + random.nextInt(8);
        reads.claimable(needs, slots);
        if (random.nextInt(4) == 0) {
            reads.claimable(needs, slots);
        }
        String flow = operations.one(RandomWrites.FLOWS);
        RequestKey key = operations.key();
        reads.flow(flow).key(key);
        List<ProcessRow> claimed = model.claimed(owner, claim);
        List<ProcessRow> claimable = model.claimable(needs, reads.claimableLimit());
        List<ProcessId> offered = new ArrayList<>();
        claimed.forEach(row -> offered.add(row.id()));
        claimable.forEach(row -> offered.add(row.id()));
        Expected expected = new Expected(
                Map.of(owner.name(), model.sessions(owner.name())),
                Map.of(key, Optional.ofNullable(model.keys.get(key))),
                Map.of(flow, model.flow(flow)),
                seen(targets),
                seen(offered),
                claimed,
                claimable,
                model.pendingCount());
        Writes writes = operations.begin();
        List<ProcessId> inserted = run(count, targets, expected, owner, claim);
        operations.end();
        store().transact(reads, rows -> {
            compare(expected, rows, owner, claim);
            return writes;
        });
        learn(inserted);
        return targets.isEmpty() ? SampleRows.id(0) : operations.one(targets);
    }

    private List<ProcessId> targets(int count) {
        List<ProcessId> all = new ArrayList<>(model.processes.keySet());
        List<ProcessId> some = new ArrayList<>();
        for (int i = 0; i < count && !all.isEmpty(); i++) {
            some.add(operations.one(all));
        }
        return some;
    }

    private List<Need> needs() {
        return RandomWrites.NEEDS.stream().filter(need -> random.nextInt(3) > 0).toList();
    }

    private Map<ProcessId, Seen> seen(List<ProcessId> ids) {
        Map<ProcessId, Seen> all = new LinkedHashMap<>();
        ids.forEach(id -> all.put(id, seen(id)));
        return all;
    }

    private List<ProcessId> run(int count, List<ProcessId> targets, Expected expected, MemberId owner, long claim) {
        List<ProcessId> inserted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            done++;
            int kind = random.nextInt(20);
            if (kind < 4 && model.processes.size() < PROCESSES || targets.isEmpty()) {
                last = operations.insert();
                inserted.add(newest());
            } else if (kind == 4) {
                last = operations.session();
            } else if (kind == 5) {
                last = operations.flow();
            } else if (kind == 6) {
                last = operations.check();
            } else if (kind == 7 && random.nextInt(10) == 0) {
                last = operations.prune();
            } else if (kind == 7 && !inserted.isEmpty()) {
                last = operations.change(operations.one(inserted), false);
            } else if (kind < 10) {
                last = operations.claim(stillThere(expected.claimable()), owner, claim);
            } else {
                last = operations.change(targets.get(i % targets.size()), true);
            }
        }
        return inserted;
    }

    private List<ProcessRow> stillThere(List<ProcessRow> rows) {
        return rows.stream()
                .filter(row -> model.processes.containsKey(row.id()))
                .toList();
    }

    private ProcessId newest() {
        List<ProcessId> all = new ArrayList<>(model.processes.keySet());
        return all.get(all.size() - 1);
    }

    private void compare(Expected expected, Rows rows, MemberId owner, long claim) {
        expected.sessions()
                .forEach((name, all) -> assertEquals(Set.copyOf(all), Set.copyOf(rows.sessions(name)), "sessions"));
        expected.keys().forEach((key, row) -> assertEquals(row, Optional.ofNullable(rows.key(key)), "key"));
        expected.flows().forEach((key, all) -> assertEquals(all, rows.flow(key), "flow"));
        Map<ProcessId, Seen> processes = new HashMap<>();
        expected.processes()
                .keySet()
                .forEach(id -> processes.put(
                        id, new Seen(rows.process(id), Map.copyOf(rows.steps(id)), List.copyOf(rows.attempts(id)))));
        assertEquals(expected.processes(), processes, "processes");
        assertEquals(Set.copyOf(expected.claimed()), Set.copyOf(rows.claimed(owner, claim)), "claimed");
        assertEquals(expected.claimable(), List.copyOf(rows.claimable()), "claimable");
        expected.offered().forEach((id, seen) -> {
            assertEquals(seen.steps(), Map.copyOf(rows.steps(id)), "steps of what a claim offers");
            assertEquals(seen.attempts(), List.copyOf(rows.attempts(id)), "attempts of what a claim offers");
        });
        assertTrue(
                Math.abs(expected.pending() - rows.pending()) <= expected.pending() / 100,
                () -> "pending: " + rows.pending() + " instead of " + expected.pending());
    }

    /** Takes the numbers over that the store has given. */
    private void learn(List<ProcessId> inserted) {
        if (inserted.isEmpty()) {
            return;
        }
        List<ProcessRow> newest = store().history()
                .list(ProcessQuery.all().limit(inserted.size()))
                .items();
        List<ProcessId> ids =
                new ArrayList<>(newest.stream().map(ProcessRow::id).toList());
        Collections.reverse(ids);
        assertEquals(inserted, ids, "the newest processes");
        for (ProcessRow row : newest) {
            StoreModel.Entry entry = model.entry(row.id());
            ProcessRow own = entry.row;
            entry.row = new ProcessRow(
                    own.head().withSeq(row.head().seq()),
                    own.status(),
                    own.epoch(),
                    own.run(),
                    own.need(),
                    own.hold(),
                    own.waiting(),
                    own.started(),
                    own.ended(),
                    own.failure());
        }
    }
}
