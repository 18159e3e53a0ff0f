package io.enginehub.store.jdbc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that has nothing to do, or only waits for a step, asks its database next to nothing. */
class IdleTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final int WINDOWS = 3;
    private static final ProcessFlow FLOW =
            ProcessFlow.builder("slow").processor("a", "waits").build();

    @TempDir
    Path folder;

    /** An engine on a store whose calls are counted, by the name of the method. */
    private static final class Counted implements AutoCloseable {
        final Map<String, Integer> calls = new ConcurrentHashMap<>();
        final CountDownLatch gate = new CountDownLatch(1);
        private final JdbcProcessStore store;
        final EngineHub engine;

        Counted(JdbcProcessStore store) {
            this.store = store;
            ProcessHistory history = counting(ProcessHistory.class, store.history());
            engine = EngineHub.local()
                    .store((ProcessStore) Proxy.newProxyInstance(
                            ProcessStore.class.getClassLoader(),
                            new Class<?>[] {ProcessStore.class},
                            (self, method, args) -> {
                                if (method.getName().equals("history")) {
                                    return history;
                                }
                                calls.merge(method.getName(), 1, Integer::sum);
                                return invoke(store, method, args);
                            }))
                    .algorithm(Algorithm.of("waits", String.class, text -> {
                        gate.await();
                        return text;
                    }))
                    .start();
        }

        private <T> T counting(Class<T> type, T counted) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                        calls.merge(method.getName(), 1, Integer::sum);
                        return invoke(counted, method, args);
                    }));
        }

        private static Object invoke(Object on, java.lang.reflect.Method method, Object[] args) throws Throwable {
            try {
                return method.invoke(on, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        /** Submits a process, and returns when its step runs. */
        CompletableFuture<ProcessStatus> begin() {
            ProcessId id = engine.hub().submitAdHoc(FLOW, Payload.of("x"), SubmitOptions.none());
            await().atMost(SOON).until(() -> engine.hub().find(id).orElseThrow().status() == ProcessStatus.RUNNING);
            return CompletableFuture.supplyAsync(
                    () -> engine.hub().await(id, SOON).process().status());
        }

        @Override
        public void close() {
            gate.countDown();
            engine.close();
            store.close();
        }
    }

    @Test
    void asksOnceASecondAndRoleAtMost() throws Exception {
        String database = newDatabase();
        try (Counted sqlite = new Counted(JdbcProcessStore.open("sqlite:" + folder.resolve("store.db")));
                Counted postgres = new Counted(
                        JdbcProcessStore.open(TestPostgres.url().replaceFirst("/postgres\\b", "/" + database)))) {
            List<Counted> both = List.of(sqlite, postgres);
            quiet();
            look("with nothing to do", both, database, Set.of("look"), 1);
            List<CompletableFuture<ProcessStatus>> ends = new ArrayList<>();
            both.forEach(each -> ends.add(each.begin()));
            quiet();
            look("while a step runs", both, database, Set.of("look", "ended", "transact", "owned"), 5);
            both.forEach(each -> each.gate.countDown());
            for (CompletableFuture<ProcessStatus> end : ends) {
                assertEquals(ProcessStatus.FINISHED, end.get());
            }
        }
    }

    /** What hangs on that which was done last is over then. */
    private static void quiet() {
        pass(Duration.ofSeconds(2));
    }

    private static void pass(Duration time) {
        long begun = System.nanoTime();
        await().atMost(SOON).pollDelay(time).until(() -> System.nanoTime() - begun >= time.toNanos());
    }

    /** why again: the server's own vacuum visits each database now and then, and its transactions count, too. */
    private static void look(String when, List<Counted> both, String database, Set<String> allowed, int each)
            throws SQLException {
        for (int window = 1; !lookOnce(when, both, database, allowed, each); window++) {
            assertTrue(window < WINDOWS, () -> when + ": too many transactions");
        }
    }

    /** Whether the database had no more transactions than it may; fails when an engine has asked too often. */
    private static boolean lookOnce(String when, List<Counted> both, String database, Set<String> allowed, int each)
            throws SQLException {
        both.forEach(engine -> engine.calls.clear());
        long before = commits(database);
        long begun = System.nanoTime();
        pass(WINDOW);
        List<Map<String, Integer>> calls = new ArrayList<>();
        both.forEach(engine -> calls.add(new TreeMap<>(engine.calls)));
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds() + 2; // why: a beginning and an end
        long commits = commits(database) - before;
        System.out.println("Idle, " + when + ", within " + WINDOW.toSeconds() + " s: " + calls.get(0) + " on SQLite, "
                + calls.get(1) + " on PostgreSQL, which were " + commits + " transactions");
        for (Map<String, Integer> of : calls) {
            assertTrue(allowed.containsAll(of.keySet()), () -> when + ": " + of);
            of.forEach((call, count) -> assertTrue(count <= most(call, seconds), () -> when + ": " + of));
            assertTrue(of.getOrDefault("look", 0) > 0, "nothing was counted");
        }
        return commits <= each * seconds;
    }

    /** Renewals, which read what their owner has, come every 0.75 to 1.5 s with this lease; all else once a second. */
    private static long most(String call, long seconds) {
        return call.equals("transact") || call.equals("owned") ? seconds * 4 / 3 : seconds;
    }

    // ── a database that nobody else uses, and that is looked at from another one ──

    private static String newDatabase() throws SQLException {
        String name = TestPostgres.newPrefix() + "idle";
        execute("CREATE DATABASE " + name, row -> 0L);
        return name;
    }

    private static long commits(String database) throws SQLException {
        return execute(
                "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = '" + database + "'",
                row -> row.getLong(1));
    }

    private interface Read {
        long of(ResultSet row) throws SQLException;
    }

    private static long execute(String sql, Read read) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestPostgres.url());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return 0;
            }
            try (ResultSet rows = statement.getResultSet()) {
                assertTrue(rows.next());
                return read.of(rows);
            }
        }
    }
}
