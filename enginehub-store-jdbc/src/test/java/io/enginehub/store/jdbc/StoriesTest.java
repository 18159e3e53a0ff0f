package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.api.LogLine;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.LogRow;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.Writes;
import io.enginehub.testkit.SampleRows;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that are asked for at one time, on a real PostgreSQL. */
@Timeout(120)
class StoriesTest {
    private static final int PROCESSES = 40;
    private static final int READERS = 24;
    private static final int READS = 50;

    private static void fill(JdbcProcessStore store) {
        store.transact(new Reads(), rows -> {
            Writes writes = new Writes();
            writes.put(new PlanRow(SampleRows.PLAN, "{}"));
            for (int number = 0; number < PROCESSES; number++) {
                ProcessId id = SampleRows.id(number);
                writes.insert(SampleRows.pending(number, SampleRows.need("tree")));
                writes.payload(id, ProcessHistory.OUTPUT, Payload.of(number));
                writes.insert(SampleRows.step(id, "tree"), Payload.of(-number));
                writes.insert(SampleRows.attempt(id, "tree", 1));
                for (int line = 0; line < number % 7; line++) {
                    writes.insert(new LogRow(
                            id,
                            "tree",
                            1,
                            new StepLines.Line(SampleRows.NOON, LogLine.Level.INFO, number + "/" + line)));
                }
            }
            return writes;
        });
    }

    /** Reads by many threads at once, with other numbers of lines each time. */
    private static void readAtOnce(ProcessHistory history, Callable<Boolean> meanwhile) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(READERS + 1);
        try {
            CyclicBarrier start = new CyclicBarrier(READERS + 1);
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                int from = reader;
                tasks.add(() -> {
                    start.await();
                    for (int i = 0; i < READS; i++) {
                        int number = (from + i) % (PROCESSES + 1); // the last one is not there
                        check(number, i % 5, history.story(SampleRows.id(number), i % 5));
                    }
                    return true;
                });
            }
            tasks.add(() -> {
                start.await();
                return meanwhile.call();
            });
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                assertTrue(task.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void check(int number, int lines, Optional<ProcessHistory.Story> found) {
        assertEquals(number < PROCESSES, found.isPresent());
        found.ifPresent(story -> {
            assertEquals(SampleRows.id(number), story.row().id());
            assertEquals(Payload.of(number), story.output());
            assertEquals(1, story.steps().size());
            assertEquals(SampleRows.id(number), story.steps().get(0).process());
            assertEquals(SampleRows.id(number), story.attempts().get(0).key().process());
            List<String> told = story.lines().stream().map(LogLine::text).toList();
            List<String> expected = new ArrayList<>();
            for (int line = 0; line < Math.min(lines, number % 7); line++) {
                expected.add(number + "/" + line);
            }
            assertEquals(expected, told);
        });
    }

    @Test
    void areEachGivenToWhoAskedForIt() throws Exception {
        try (HikariDataSource pool = TestPostgres.pool(4);
                JdbcProcessStore store = JdbcProcessStore.using(pool)
                        .tablePrefix(TestPostgres.newPrefix())
                        .open()) {
            fill(store);
            readAtOnce(store.history(), () -> true);
        }
    }

    @Test
    void thatCannotBeReadFailForNobodyElse() throws Exception {
        String prefix = TestPostgres.newPrefix();
        try (HikariDataSource pool = TestPostgres.pool(6);
                JdbcProcessStore store =
                        JdbcProcessStore.using(pool).tablePrefix(prefix).open()) {
            fill(store);
            ProcessId broken = SampleRows.id(PROCESSES + 5);
            store.transact(new Reads(), rows -> {
                Writes writes = new Writes();
                writes.insert(SampleRows.pending(PROCESSES + 5, SampleRows.need("tree")));
                return writes;
            });
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "UPDATE " + prefix + "process SET status = 99 WHERE id = '" + broken.value() + "'");
            }
            readAtOnce(store.history(), () -> {
                for (int i = 0; i < READS; i++) {
                    assertThrows(RuntimeException.class, () -> store.history().story(broken, 1));
                }
                return true;
            });
        }
    }
}
