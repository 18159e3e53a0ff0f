package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.EngineHub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.StoreException;
import io.enginehub.api.SubmitOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that refuses some rows: what comes with them in one batch is done nevertheless. */
@Timeout(120)
class BadRowTest {
    private static final int CLIENTS = 24;
    private static final int BAD_OF_THEM = 3;
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void isRefusedAloneBySqlite() throws Exception {
        String url = "sqlite:" + folder.resolve("store.db");
        JdbcProcessStore.open(url).close();
        try (Connection connection = DriverManager.getConnection("jdbc:" + url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TRIGGER refuse BEFORE INSERT ON enginehub_process WHEN NEW.flow = 'bad'"
                    + " BEGIN SELECT RAISE(ABORT, 'never'); END");
        }
        try (JdbcProcessStore store = JdbcProcessStore.open(url)) {
            refusesTheBadOnesOnly(store);
        }
    }

    @Test
    void isRefusedAloneByPostgresql() throws Exception {
        String prefix = TestPostgres.newPrefix();
        try (HikariDataSource pool = TestPostgres.pool(6);
                JdbcProcessStore store =
                        JdbcProcessStore.using(pool).tablePrefix(prefix).open()) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "ALTER TABLE " + prefix + "process ADD CONSTRAINT " + prefix + "never CHECK (flow <> 'bad')");
            }
            refusesTheBadOnesOnly(store);
        }
    }

    private static void refusesTheBadOnesOnly(JdbcProcessStore store) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (EngineHub engine = Victim.engine(store)) {
            CyclicBarrier start = new CyclicBarrier(CLIENTS);
            List<Callable<Boolean>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                boolean bad = client % (CLIENTS / BAD_OF_THEM) == 0;
                ProcessFlow flow = ProcessFlow.chain(bad ? "bad" : "good", "one");
                clients.add(() -> {
                    start.await();
                    submit(engine, flow, bad);
                    return true;
                });
            }
            for (Future<Boolean> client : threads.invokeAll(clients)) {
                assertTrue(client.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void submit(EngineHub engine, ProcessFlow flow, boolean bad) {
        if (bad) {
            StoreException refused = assertThrows(
                    StoreException.class,
                    () -> engine.hub().submitAdHoc(flow, Payload.of((Object) "x"), SubmitOptions.none()));
            assertEquals(StoreException.Fault.NOT_DONE, refused.fault());
        } else {
            var id = engine.hub().submitAdHoc(flow, Payload.of((Object) "x"), SubmitOptions.none());
            assertEquals(
                    ProcessStatus.FINISHED,
                    engine.hub().await(id, SOON).process().status());
        }
    }
}
