package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.Writes;
import io.enginehub.core.hub.Keep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What is forgotten: nothing that is still of use, and in the end all else. */
final class RetentionOracle {
    private static final Duration LONG = Duration.ofDays(1);
    private static final int MANY = 100_000;
    private static final int SOME_SEEDS = 4;
    /** A hub's clock may be so far ahead. */
    private static final Duration SKEW = Duration.ofSeconds(30);
    /** Longer than any message is on its way, and than a host that was stopped does not know what it has lost. */
    private static final Duration REST = Duration.ofSeconds(90);

    private static final Duration EVERY = Duration.ofSeconds(3);
    /** When what is of no more use has surely been looked for again. */
    private static final Duration LOOKED_FOR = Duration.ofSeconds(10);

    private final Oracle oracle;
    private final Map<RequestKey, List<KeyRow>> keys = new LinkedHashMap<>();
    private final Map<RequestKey, List<RequestKey>> together = new LinkedHashMap<>();
    private final Set<KeyRow> forgotten = new HashSet<>();
    private Keep keep = Keep.processes(LONG, MANY);

    RetentionOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    /** For how long a seed's hubs keep what is of no more use: in some seeds not beyond their end. */
    static Keep of(long seed) {
        if (seed % SOME_SEEDS != 1) {
            return Keep.processes(LONG, MANY);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Duration age = SKEW.plusSeconds(random.nextLong(30, 50));
        return new Keep(age, MANY, Duration.ofSeconds(random.nextLong(20, 50)), REST, EVERY);
    }

    void keep(Keep settings) {
        keep = settings;
    }

    // ── keys ──

    private void used(KeyRow row, Instant now) {
        List<KeyRow> before = keys.computeIfAbsent(row.key(), key -> new ArrayList<>());
        oracle.check(
                before.isEmpty()
                        || before.get(before.size() - 1).process().equals(row.process())
                        || hasExpired(row.key(), now),
                () -> "one key, two processes: " + row.key());
        before.add(row);
    }

    /** These keys are of one list: all of them are used in one commit. */
    void together(List<RequestKey> list) {
        list.forEach(key -> together.put(key, list));
    }

    /** What one commit used. */
    void used(Iterable<KeyRow> rows, Instant now) {
        rows.forEach(row -> used(row, now));
        for (KeyRow row : rows) {
            for (RequestKey other : together.getOrDefault(row.key(), List.of())) {
                oracle.check(isUsed(other), () -> "of a list only some was accepted: " + row.key() + ", not " + other);
            }
        }
    }

    boolean isUsed(RequestKey key) {
        return keys.containsKey(key);
    }

    /** Whether a key ever stood for a process. */
    boolean stoodFor(RequestKey key, ProcessId process) {
        return keys.getOrDefault(key, List.of()).stream()
                .anyMatch(row -> row.process().equals(process));
    }

    /** Whether a key that was used may count for nothing now. */
    boolean hasExpired(RequestKey key, Instant now) {
        return keys.get(key).stream().anyMatch(row -> !row.expires().isAfter(now));
    }

    /** The same, less what the store's clock may have stepped. */
    boolean mayHaveExpired(RequestKey key) {
        return hasExpired(key, Boot.at(oracle.now() + SimulatedStore.MAX_OFFSET));
    }

    // ── what is forgotten ──

    /** A process is forgotten. */
    void forgotten(Seen seen, Instant now) {
        oracle.coverage.count("process forgotten");
        seen.forgotten = true;
        Instant ended = seen.row.ended();
        oracle.check(
                ended != null && ended.isBefore(now.minus(keep.age()).plus(SKEW).plusSeconds(2)),
                () -> "process " + seen.row.id() + " was forgotten, and is " + seen.row.status() + " since " + ended);
    }

    /** After a commit: looks whether all is there that is of use. */
    void committed(Writes writes, SimulatedStore store) {
        if (writes.prunes().isEmpty() && writes.deletes().isEmpty()) {
            return;
        }
        Instant now = store.now();
        look(
                store,
                reads -> keys.keySet().forEach(reads::key),
                rows -> keys.forEach((key, all) -> {
                    KeyRow last = all.get(all.size() - 1);
                    if (rows.key(key) == null && !last.expires().isAfter(now)) {
                        forgotten.add(last); // why: the store's clock may be set back
                    }
                    oracle.check(
                            forgotten.contains(last) || last.equals(rows.key(key)),
                            () -> "a key was forgotten before its time: " + last);
                }));
        Set<MemberId> gone = oracle.sessions.gone(sessions(store));
        for (MemberId id : gone) {
            oracle.coverage.count("session forgotten");
            SessionRow row = oracle.sessions.find(id);
            oracle.check(
                    row.expires().isBefore(now.minus(keep.rest()))
                            && !oracle.moves.owners().contains(id),
                    () -> "a session was forgotten before its time: " + row);
            oracle.sessions.forget(id);
        }
        ProcessHistory truth = store.truth();
        for (PlanHash plan : usedPlans(store)) {
            oracle.check(truth.plan(plan).isPresent(), () -> "a plan was forgotten that is in use: " + plan);
        }
    }

    private static void look(SimulatedStore store, Consumer<Reads> what, Consumer<Rows> look) {
        Reads reads = new Reads();
        what.accept(reads);
        store.rows.transact(reads, rows -> {
            look.accept(rows);
            return new Writes();
        });
    }

    private Set<SessionRow> sessions(SimulatedStore store) {
        Set<SessionRow> there = new HashSet<>();
        Set<String> names = oracle.sessions.names();
        look(
                store,
                reads -> names.forEach(reads::sessions),
                rows -> names.forEach(name -> there.addAll(rows.sessions(name))));
        return there;
    }

    private Set<PlanHash> usedPlans(SimulatedStore store) {
        Set<PlanHash> used = new HashSet<>();
        for (FlowRow flow : store.truth().flows()) {
            used.add(flow.plan());
        }
        for (Seen seen : oracle.all()) {
            if (!seen.forgotten) {
                used.add(seen.row.head().plan());
            }
        }
        return used;
    }

    // ── what is left ──

    /** How long after the end of all processes nothing is to be left that is of no more use; 0: in this seed it is kept. */
    long patience() {
        return keep.age().equals(LONG)
                ? 0
                : keep.age().plus(keep.rest()).plus(SKEW).plus(LOOKED_FOR).toNanos() + 10 * SECOND;
    }

    /** The end: only what is of use is left. */
    void nothingIsLeft(SimulatedStore store) {
        Instant now = store.now().minus(LOOKED_FOR);
        for (Seen seen : oracle.all()) {
            Instant ended = seen.row.ended();
            boolean old = ended != null && ended.isBefore(now.minus(keep.age()).minus(SKEW));
            oracle.check(seen.forgotten || !old, () -> "an old process is left: " + seen.row.id());
        }
        look(
                store,
                reads -> keys.keySet().forEach(reads::key),
                rows -> keys.keySet().forEach(key -> {
                    KeyRow row = rows.key(key);
                    oracle.check(row == null || !row.expires().isBefore(now), () -> "an old key is left: " + row);
                }));
        for (SessionRow row : sessions(store)) {
            boolean old = row.expires().isBefore(now.minus(keep.rest()));
            oracle.check(!old, () -> "an old session is left: " + row);
        }
        Set<PlanHash> used = usedPlans(store);
        for (PlanHash plan : oracle.plans()) {
            boolean there = store.truth().plan(plan).isPresent();
            oracle.check(used.contains(plan) || !there, () -> "a plan is left that nothing has: " + plan);
        }
    }
}
