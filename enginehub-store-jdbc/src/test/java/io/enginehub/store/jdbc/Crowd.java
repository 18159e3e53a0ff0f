package io.enginehub.store.jdbc;

import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.StoreException;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.Writes;
import io.enginehub.core.rules.Cancellations;
import io.enginehub.core.rules.Claims;
import io.enginehub.core.rules.Leases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Many dispatchers that submit, claim, record, hand back, cancel and lose their leases at once, on one or more stores. */
final class Crowd {
    private final List<Ruled> hubs;
    private final int turns;
    private final Map<ProcessId, Boolean> submitted = new ConcurrentHashMap<>();
    private final Map<Held, MemberId> given = new ConcurrentHashMap<>();
    private final Map<ProcessId, ProcessStatus> ends = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final UUID crowd = UUID.randomUUID();
    private final AtomicInteger done = new AtomicInteger();

    Crowd(List<? extends ProcessStore> stores, int turns) {
        this.hubs = stores.stream().map(Ruled::new).toList();
        this.turns = turns;
    }

    /** Runs all dispatchers to their end. */
    void run(int dispatchers, Runnable between) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < dispatchers; i++) {
            Dispatcher dispatcher = new Dispatcher(i, between);
            Thread thread = new Thread(dispatcher::run);
            thread.setUncaughtExceptionHandler((t, e) -> wrong.add("a dispatcher ended with " + e));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** One of the crowd. */
    private final class Dispatcher {
        private final int number;
        private final Ruled hub;
        private final Runnable between;
        private final SplittableRandom random;
        private final List<Held> held = new ArrayList<>();
        private MemberId id;
        private long claim;

        Dispatcher(int number, Runnable between) {
            this.number = number;
            this.hub = hubs.get(number % hubs.size());
            this.between = between;
            this.random = new SplittableRandom(number);
            this.id = boot();
        }

        private MemberId boot() {
            return new MemberId("dispatcher-" + number + "-of-" + crowd, UUID.randomUUID());
        }

        void run() {
            for (int i = 0; i < turns; i++) {
                switch (random.nextInt(8)) {
                    case 0, 1 -> submit();
                    case 2, 3 -> claim();
                    case 4, 5 -> finish();
                    case 6 -> cancel(1 + random.nextInt(4));
                    default -> handBack();
                }
                if (random.nextInt(30) == 0) {
                    lose();
                }
                if (done.incrementAndGet() % 50 == 0) {
                    between.run();
                }
            }
        }

        private void submit() {
            List<ProcessId> ids = new ArrayList<>();
            for (int i = 1 + random.nextInt(10); i > 0; i--) {
                ids.add(Ruled.newId());
            }
            hub.run(ids.stream().map(Ruled::submit).toList());
            ids.forEach(one -> submitted.put(one, true));
        }

        private void claim() {
            claim++;
            for (Claims.Taken taken : hub.run(Ruled.claim(id, claim, 8)).taken()) {
                Held one = new Held(taken.row().id(), taken.row().epoch());
                MemberId other = given.putIfAbsent(one, id);
                if (other != null) {
                    wrong.add(one + " was given to " + other + " and to " + id);
                }
                held.add(one);
            }
        }

        private void finish() {
            List<Held> some = take(1 + random.nextInt(6));
            List<Recorded.Kind> answers =
                    hub.run(some.stream().map(one -> Ruled.finish(id, one)).toList());
            for (int i = 0; i < some.size(); i++) {
                if (answers.get(i) == Recorded.Kind.APPLIED) {
                    ended(some.get(i).process(), ProcessStatus.FINISHED);
                }
                if (answers.get(i) == Recorded.Kind.NO_SUCH) {
                    wrong.add(some.get(i) + " was not found when it was recorded");
                }
            }
        }

        private List<Held> take(int most) {
            List<Held> some = held.subList(0, Math.min(most, held.size()));
            List<Held> taken = List.copyOf(some);
            some.clear();
            return taken;
        }

        private void cancel(int count) {
            List<Cancellations.Cancel> cancels = new ArrayList<>();
            List<ProcessId> ids = new ArrayList<>();
            for (ProcessId one : submitted.keySet()) {
                if (ids.size() < count && !ends.containsKey(one)) {
                    ids.add(one);
                    cancels.add(new Cancellations.Cancel(one));
                }
            }
            List<Cancellations.Answer> answers = hub.run(cancels);
            for (int i = 0; i < ids.size(); i++) {
                if (!answers.get(i).found()) {
                    wrong.add(ids.get(i) + " was not found when it was cancelled");
                }
                if (answers.get(i).moved()) {
                    ended(ids.get(i), ProcessStatus.CANCELLED);
                }
            }
        }

        private void handBack() {
            Release.WaitFor waitFor = random.nextBoolean() ? null : new Release.WaitFor(Duration.ofHours(1), null);
            hub.run(take(3).stream()
                    .map(one -> new Leases.HandBack(id, new Release(one, waitFor)))
                    .toList());
        }

        /** Another boot of the same name takes over. */
        private void lose() {
            List<ProcessId> own = retried(hub, () -> hub.store.history().owned(id)).stream()
                    .map(ProcessRow::id)
                    .toList();
            hub.run(new Leases.TakeBack(id, own, true, claim));
            held.clear();
            id = boot();
            claim = 0;
        }
    }

    private static <T> T retried(Ruled hub, Supplier<T> read) {
        while (true) {
            try {
                return read.get();
            } catch (StoreException e) {
                hub.repeated.incrementAndGet();
            }
        }
    }

    private void ended(ProcessId id, ProcessStatus status) {
        ProcessStatus before = ends.putIfAbsent(id, status);
        // why: a cancel that is repeated after a lost answer may take another's cancel for its own
        if (before != null && before != status) {
            wrong.add(id + " was told to be " + before + " and " + status);
        }
    }

    int deadlocks() {
        return hubs.stream().mapToInt(hub -> hub.deadlocks.get()).sum();
    }

    /** Compares what is stored with what was told; gives what does not fit. */
    List<String> audit() {
        Ruled hub = hubs.get(0);
        ProcessStore store = hub.store;
        submitted.keySet().stream().findFirst().ifPresent(id -> hub.run(Ruled.submit(id))); // why: it connects again
        Map<ProcessId, ProcessRow> rows = new HashMap<>();
        String page = null;
        do {
            String after = page;
            var next = retried(
                    hub,
                    () -> store.history().list(ProcessQuery.all().after(after).limit(1000)));
            next.items().forEach(row -> rows.put(row.id(), row));
            page = next.next();
        } while (page != null);
        submitted.keySet().stream().filter(id -> !rows.containsKey(id)).forEach(id -> wrong.add(id + " is lost"));
        given.keySet().stream()
                .filter(held -> rows.get(held.process()).epoch() < held.epoch())
                .forEach(held -> wrong.add(held + " is younger than what is stored"));
        ends.forEach((id, status) -> {
            if (rows.get(id).status() != status) {
                wrong.add(id + " was told to be " + status + " and is "
                        + rows.get(id).status());
            }
        });
        rows.values().forEach(row -> {
            int steps = retried(hub, () -> store.history().steps(row.id())).size();
            if (steps > 1 || steps != 1 && row.status() == ProcessStatus.FINISHED) {
                wrong.add(row.id() + " is " + row.status() + " with " + steps + " steps");
            }
        });
        long pending = rows.values().stream()
                .filter(row -> row.status() == ProcessStatus.PENDING)
                .count();
        store.transact(new Reads().pending(), read -> {
            if (read.pending() != pending) {
                wrong.add(pending + " are pending, and the sum says " + read.pending());
            }
            return new Writes();
        });
        return List.copyOf(wrong);
    }

    @Override
    public String toString() {
        int repeated = hubs.stream().mapToInt(hub -> hub.repeated.get()).sum();
        return done + " turns, " + submitted.size() + " processes, " + given.size() + " claims, " + ends.size()
                + " ends, " + repeated + " transactions run again, " + deadlocks() + " deadlocks";
    }
}
