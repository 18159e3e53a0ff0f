package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.api.Failure;
import io.enginehub.api.LogLine;
import io.enginehub.api.ProcessId;
import io.enginehub.api.StoreException;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.LogRow;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.Writes;
import io.enginehub.testkit.SampleRows;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts and rows that a database would rather not have. */
class OddRowsTest {
    private static final ProcessId ID = SampleRows.id(1);
    private static final String ODD = "a\0b\uD800c 😀 {\"'\\,";

    @TempDir
    Path folder;

    private void onBoth(Consumer<JdbcProcessStore> test) {
        try (JdbcProcessStore store = JdbcProcessStore.open("sqlite:" + folder.resolve("store.db"))) {
            test.accept(store);
        }
        try (HikariDataSource pool = TestPostgres.pool(4);
                JdbcProcessStore store = JdbcProcessStore.using(pool)
                        .tablePrefix(TestPostgres.newPrefix())
                        .open()) {
            test.accept(store);
        }
    }

    private static void write(JdbcProcessStore store, Consumer<Writes> fill) {
        store.transact(new Reads().process(ID), rows -> {
            Writes writes = new Writes();
            fill.accept(writes);
            return writes;
        });
    }

    private static void begin(JdbcProcessStore store) {
        write(store, writes -> {
            writes.put(new PlanRow(SampleRows.PLAN, "{}"));
            writes.insert(SampleRows.pending(1, SampleRows.need("tree")));
        });
    }

    private static AttemptRow attempt(int number, String text) {
        AttemptRow row = SampleRows.attempt(ID, "tree", number);
        EventKey key = new EventKey(ID, "tree", 1, number);
        Failure failure = new Failure(Failure.Kind.ALGORITHM, "tree", text);
        return new AttemptRow(key, 0, row.agent(), row.started(), row.ended(), failure, null);
    }

    @Test
    void keepsTextsOfAlgorithmsWithNothingLostButWhatNoDatabaseHas() {
        onBoth(store -> {
            begin(store);
            write(store, writes -> {
                writes.insert(attempt(1, ODD));
                writes.insert(new LogRow(ID, "tree", 1, new StepLines.Line(SampleRows.NOON, LogLine.Level.WARN, ODD)));
            });
            String kept = "a\uFFFDb?c 😀 {\"'\\,";
            assertEquals(kept, store.history().attempts(ID).get(0).failure().message());
            assertEquals(kept, store.history().logs(ID, 0, 10).get(0).text());
        });
    }

    @Test
    void findsAKeyWithOddTextAgain() {
        RequestKey key = new RequestKey("client\0", "key\0");
        onBoth(store -> {
            write(store, writes -> writes.put(new KeyRow(key, "hash", ID, SampleRows.NOON)));
            store.transact(new Reads().key(key), rows -> {
                assertEquals(ID, rows.key(key).process());
                return new Writes();
            });
        });
    }

    @Test
    void refusesATransactionWithOneBadRowAndDoesTheNext() {
        onBoth(store -> {
            begin(store);
            write(store, writes -> writes.insert(attempt(1, "first")));
            StoreException refused = assertThrows(
                    StoreException.class,
                    () -> write(store, writes -> {
                        writes.insert(attempt(2, "good"));
                        writes.insert(attempt(1, "there already"));
                    }));
            assertEquals(StoreException.Fault.NOT_DONE, refused.fault());
            assertTrue(refused.getMessage().contains("has not done"), refused.getMessage());
            assertEquals(1, store.history().attempts(ID).size());
            write(store, writes -> writes.insert(attempt(2, "good")));
            assertEquals(
                    List.of("first", "good"),
                    store.history().attempts(ID).stream()
                            .map(row -> row.failure().message())
                            .toList());
        });
    }

    @Test
    void recordsAProcessTwiceInOneBatchOnce() {
        onBoth(store -> {
            Ruled hub = new Ruled(store);
            ProcessId id = Ruled.newId();
            hub.run(Ruled.submit(id));
            var taken = hub.run(Ruled.claim(SampleRows.OWNER, 1, 1)).taken().get(0);
            var finish = Ruled.finish(SampleRows.OWNER, new Held(id, taken.row().epoch()));
            assertEquals("[APPLIED, TERMINAL]", hub.run(List.of(finish, finish)).toString());
            assertEquals(1, store.history().steps(id).size());
        });
    }
}
