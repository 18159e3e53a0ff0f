package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.EngineHub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.StoreException;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.Writes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** What happens to a file of SQLite, and to its host's clock, while a store works with it. */
class SqliteFaultsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("store.db");
    }

    private JdbcProcessStore open() {
        return JdbcProcessStore.open("sqlite:" + file);
    }

    private Connection other() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static ProcessId submit(JdbcProcessStore store) {
        ProcessId id = Ruled.newId();
        Ruled.runOnce(store, Ruled.submit(id));
        return id;
    }

    private static Instant now(JdbcProcessStore store) {
        Instant[] now = new Instant[1];
        store.transact(new Reads(), (Rows rows) -> {
            now[0] = rows.now();
            return new Writes();
        });
        return now[0];
    }

    @Test
    void letsNobodyElseWriteAndIsNotHinderedByWhoReads() throws SQLException {
        try (JdbcProcessStore store = open();
                Connection writer = other();
                Connection reader = other();
                Statement write = writer.createStatement();
                Statement read = reader.createStatement()) {
            submit(store);
            write.execute("PRAGMA busy_timeout = 0");
            SQLException refused =
                    assertThrows(SQLException.class, () -> write.executeUpdate("DELETE FROM enginehub_process"));
            assertTrue(refused.getMessage().contains("locked"), refused.getMessage());
            read.execute("BEGIN");
            assertEquals(1, count(read));
            for (int i = 0; i < 20; i++) {
                submit(store);
            }
            assertEquals(1, count(read)); // it sees one moment
            read.execute("COMMIT");
            assertEquals(21, count(read));
        }
    }

    private static int count(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT count(*) FROM enginehub_process")) {
            result.next();
            return result.getInt(1);
        }
    }

    @Test
    void refusesWhatWouldBeWrittenToAFileThatMayOnlyBeReadAndReadsOn() {
        ProcessFlow flow = ProcessFlow.chain("greets", "one");
        ProcessId before;
        try (JdbcProcessStore store = open();
                EngineHub engine = Victim.engine(store)) {
            before = engine.run(flow, Payload.of((Object) "x")).process().id();
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try (JdbcProcessStore store =
                        JdbcProcessStore.using(source).migrate(false).open();
                EngineHub engine = Victim.engine(store)) {
            StoreException refused = assertThrows(
                    StoreException.class,
                    () -> engine.hub().submitAdHoc(flow, Payload.of((Object) "y"), SubmitOptions.none()));
            assertEquals(StoreException.Fault.READ_ONLY, refused.fault());
            assertEquals(
                    ProcessStatus.FINISHED,
                    engine.hub().find(before).orElseThrow().status());
        }
    }

    @Test
    void goesOnFromTheLatestTimeInTheFileWhenTheHostsClockWasSetBack() throws SQLException {
        Instant ahead = Instant.now().plus(Duration.ofHours(1));
        try (JdbcProcessStore store = open()) {
            submit(store);
        }
        try (Connection connection = other();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE enginehub_process SET submitted = " + Times.micros(ahead));
        }
        try (JdbcProcessStore store = open()) {
            Instant first = now(store);
            assertFalse(first.isBefore(Times.instant(Times.micros(ahead))), () -> first + " is before " + ahead);
            ProcessId later = submit(store);
            Instant submitted = store.history().find(later).orElseThrow().head().submitted();
            assertFalse(submitted.isBefore(first));
            assertFalse(now(store).isBefore(submitted));
            assertTrue(now(store).isBefore(ahead.plus(Duration.ofMinutes(10))), "it goes no faster");
        }
    }
}
