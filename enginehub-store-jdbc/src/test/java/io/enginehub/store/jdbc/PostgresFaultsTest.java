package io.enginehub.store.jdbc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.EngineHub;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies, ends connections, or whose answers are lost, while an engine works. */
class PostgresFaultsTest {
    private static final int APPLICATIONS = 16;
    private static final int ENDS_BETWEEN = 20;
    private static final Duration SOON = Duration.ofMinutes(1);

    /** What goes wrong, again and again. */
    private interface Fault {
        void strike() throws IOException, SQLException;
    }

    @TempDir
    Path folder;

    private EmbeddedPostgres server;
    private CuttingProxy proxy;

    private EmbeddedPostgres.Builder settings() {
        return TestPostgres.settings().setDataDirectory(folder.resolve("data")).setCleanDataDirectory(false);
    }

    @BeforeEach
    void start() throws IOException {
        server = settings().start();
        proxy = new CuttingProxy(server.getPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    /** Starts the server again, on its port and with its data. */
    private void startAgain() throws IOException {
        server.close(); // why: it holds a lock on the folder, though its process is gone
        server = settings().setPort(server.getPort()).start();
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://localhost:" + proxy.port() + "/postgres?user=postgres");
        config.setMaximumPoolSize(4);
        config.setConnectionTimeout(1000);
        config.setValidationTimeout(500);
        return new HikariDataSource(config);
    }

    private void survives(String what, int times, Fault fault) throws Exception {
        try (HikariDataSource pool = pool();
                JdbcProcessStore store = JdbcProcessStore.using(pool).open();
                EngineHub engine = Victim.engine(store)) {
            Load load = Load.start(engine, APPLICATIONS);
            for (int i = 0; i < times; i++) {
                int before = load.count();
                await().atMost(SOON).until(() -> load.count() >= before + ENDS_BETWEEN);
                fault.strike();
            }
            int before = load.count();
            await().atMost(SOON).until(() -> load.count() >= before + ENDS_BETWEEN);
            load.stop();
            Audit audit = new Audit(store, engine.hub());
            audit.run(load.accepted(), load.ended());
            System.out.println(
                    times + " " + what + ": " + audit + ", " + load.refused() + " calls answered with an error");
            assertEquals(List.of(), audit.wrong());
            assertEquals(List.of(), StoreUrl.verify(server.getJdbcUrl("postgres", "postgres"), "enginehub_"));
        }
    }

    @Test
    void outlivesTheServer() throws Exception {
        survives("kills of PostgreSQL", 3, () -> {
            Path pid = folder.resolve("data").resolve("postmaster.pid");
            long postmaster = Long.parseLong(Files.readAllLines(pid).get(0).strip());
            ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
            List<ProcessHandle> all = handle.descendants().toList();
            assertTrue(handle.destroyForcibly());
            all.forEach(ProcessHandle::destroyForcibly);
            await().atMost(SOON).until(() -> !handle.isAlive() && all.stream().noneMatch(ProcessHandle::isAlive));
            Files.delete(pid);
            startAgain();
        });
    }

    @Test
    void goesOnWhenItsConnectionsAreEnded() throws Exception {
        survives("rounds of ended connections", 20, () -> {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
            }
        });
    }

    @Test
    void findsOutWhatWasDoneWhenAnAnswerIsLost() throws Exception {
        survives("lost answers", 40, () -> proxy.loseNextAnswer());
        assertEquals(40, proxy.lost());
    }

    @Test
    void connectsAgainWhenTheNetworkWasCut() throws Exception {
        survives("cuts", 20, () -> proxy.cutAll());
    }
}
