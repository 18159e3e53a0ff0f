package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Recorded;
import io.enginehub.core.rules.Cancellations;
import io.enginehub.core.rules.Leases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cancel, a finish and a take-over of each of many processes at once: each process ends once. */
class RaceTest {
    private static final int RACES = 20_000;
    private static final int OF_ONE_OWNER = 50;
    private static final int IN_TRANSACTION = 10;

    @TempDir
    Path folder;

    private final Random random = new Random(17);
    private final Set<ProcessId> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<ProcessId> finished = ConcurrentHashMap.newKeySet();
    private int all;
    private int takenOver;

    @Test
    void endsEachOnceOnSqlite() throws Exception {
        try (JdbcProcessStore store = JdbcProcessStore.open("sqlite:" + folder.resolve("store.db"))) {
            race("SQLite", new Ruled(store), new Ruled(store));
        }
    }

    @Test
    void endsEachOnceThroughTwoHubsOnPostgres() throws Exception {
        String prefix = TestPostgres.newPrefix();
        try (HikariDataSource pool = TestPostgres.pool(8);
                JdbcProcessStore first =
                        JdbcProcessStore.using(pool).tablePrefix(prefix).open();
                JdbcProcessStore second =
                        JdbcProcessStore.using(pool).tablePrefix(prefix).open()) {
            race("PostgreSQL", new Ruled(first), new Ruled(second));
        }
    }

    private void race(String where, Ruled first, Ruled second) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int i = 0; i < RACES; i += OF_ONE_OWNER) {
                raceOfOneOwner(first, second, threads);
            }
        } finally {
            threads.shutdown();
        }
        System.out.println("Races on " + where + ": " + all + ", " + cancelled.size() + " cancelled, "
                + finished.size() + " finished, " + takenOver + " taken over before, 0 ended twice, "
                + (first.deadlocks.get() + second.deadlocks.get()) + " deadlocks");
        assertTrue(cancelled.size() > 100 && finished.size() > 100 && takenOver > 100, "one of them wins always");
        assertEquals(0, first.deadlocks.get() + second.deadlocks.get());
    }

    private void raceOfOneOwner(Ruled first, Ruled second, ExecutorService threads) throws Exception {
        MemberId owner = new MemberId("dispatcher", UUID.randomUUID());
        List<ProcessId> ids = new ArrayList<>();
        for (int i = 0; i < OF_ONE_OWNER; i++) {
            ids.add(Ruled.newId());
        }
        first.run(ids.stream().map(Ruled::submit).toList());
        List<Held> held = first.run(Ruled.claim(owner, 1, OF_ONE_OWNER)).taken().stream()
                .map(taken -> new Held(taken.row().id(), taken.row().epoch()))
                .toList();
        assertEquals(OF_ONE_OWNER, held.size());
        CyclicBarrier start = new CyclicBarrier(3);
        List<List<Held>> cancels = parts(held);
        List<List<Held>> finishes = parts(held);
        int takeBackAfter = random.nextInt(3);
        List<Callable<Boolean>> racers = List.of(
                () -> {
                    start.await();
                    cancels.forEach(part -> cancel(first, part));
                    return true;
                },
                () -> {
                    start.await();
                    finishes.forEach(part -> finish(second, owner, part));
                    return true;
                },
                () -> {
                    start.await();
                    for (int i = 0; i < takeBackAfter; i++) {
                        second.run(new Cancellations.Due(ids.get(0))); // why: nothing is written; it passes the time
                    }
                    return second.run(new Leases.TakeBack(owner, ids, true, 1));
                });
        for (Future<Boolean> racer : threads.invokeAll(racers)) {
            assertTrue(racer.get());
        }
        ids.forEach(id -> look(first, id));
    }

    private List<List<Held>> parts(List<Held> held) {
        List<Held> shuffled = new ArrayList<>(held);
        Collections.shuffle(shuffled, random);
        List<List<Held>> parts = new ArrayList<>();
        for (int i = 0; i < shuffled.size(); i += IN_TRANSACTION) {
            parts.add(shuffled.subList(i, i + IN_TRANSACTION));
        }
        return parts;
    }

    private void cancel(Ruled hub, List<Held> part) {
        List<Cancellations.Answer> answers = hub.run(part.stream()
                .map(held -> new Cancellations.Cancel(held.process()))
                .toList());
        for (int i = 0; i < part.size(); i++) {
            if (answers.get(i).moved()) {
                cancelled.add(part.get(i).process());
            }
        }
    }

    private void finish(Ruled hub, MemberId owner, List<Held> part) {
        List<Recorded.Kind> answers =
                hub.run(part.stream().map(held -> Ruled.finish(owner, held)).toList());
        for (int i = 0; i < part.size(); i++) {
            if (answers.get(i) == Recorded.Kind.APPLIED) {
                finished.add(part.get(i).process());
            }
        }
    }

    private void look(Ruled hub, ProcessId id) {
        all++;
        var row = hub.store.history().find(id).orElseThrow();
        boolean wasFinished = finished.contains(id);
        assertTrue(wasFinished ^ cancelled.contains(id), () -> id + " was told to have ended twice, or never: " + row);
        assertEquals(wasFinished ? ProcessStatus.FINISHED : ProcessStatus.CANCELLED, row.status());
        takenOver += row.epoch() > 2 ? 1 : 0;
    }
}
