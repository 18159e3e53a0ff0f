package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.ProcessQuery;
import io.enginehub.api.StoreException;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Writes;
import io.enginehub.testkit.SampleRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is read beside the hub that writes to it. */
class ReadingStoreTest {
    private static final Need NEED = SampleRows.need("a");

    @TempDir
    Path folder;

    private Path file;
    private String url;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("store.db");
        url = "sqlite:" + file;
    }

    private static void submit(ProcessStore store, int number) {
        ProcessRow row = SampleRows.pending(number, NEED);
        store.transact(new Reads().process(row.id()), rows -> {
            Writes writes = new Writes();
            writes.put(new PlanRow(SampleRows.PLAN, "{}"));
            writes.insert(row);
            return writes;
        });
    }

    private static int size(ProcessStore store) {
        return store.history().list(ProcessQuery.all()).items().size();
    }

    private String refusal() {
        return assertThrows(IllegalArgumentException.class, () -> JdbcProcessStore.openForReading(url))
                .getMessage();
    }

    @Test
    void seesWhatAHubCommitsMeanwhile() {
        try (ProcessStore hub = JdbcProcessStore.open(url)) {
            submit(hub, 1);
            try (ProcessStore reading = JdbcProcessStore.openForReading(url)) {
                assertEquals(1, size(reading));
                submit(hub, 2);
                assertEquals(2, size(reading));
            }
        }
        try (ProcessStore reading = JdbcProcessStore.openForReading("jdbc:" + url)) {
            assertEquals(2, size(reading), "when the hub is gone, too");
        }
    }

    @Test
    void changesNothingInTheFileAndHoldsItForNobody() throws IOException {
        try (ProcessStore hub = JdbcProcessStore.open(url)) {
            submit(hub, 1);
        }
        byte[] bytes = Files.readAllBytes(file);
        try (ProcessStore reading = JdbcProcessStore.openForReading(url)) {
            assertEquals(1, size(reading));
            assertFalse(JdbcProcessStore.isHeld(file));
            StoreException refused = assertThrows(StoreException.class, () -> submit(reading, 2));
            assertEquals(StoreException.Fault.READ_ONLY, refused.fault());
            assertEquals(1, size(reading));
        }
        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void refusesAFileThatIsNotThereAndMakesNone() {
        assertTrue(refusal().equals(file + ": there is no such file."), this::refusal);
        assertFalse(Files.exists(file));
    }

    @Test
    void refusesAFolder() throws IOException {
        Files.createDirectory(file);
        assertTrue(refusal().equals(file + " is no file."), this::refusal);
    }

    @Test
    void refusesWhatIsNoDatabase() throws IOException {
        Files.writeString(file, "junk ".repeat(1000));
        assertTrue(refusal().startsWith(file + " is no store of EngineHub: "), this::refusal);
    }

    @Test
    void refusesTheDatabaseOfAnotherProgram() throws SQLException {
        execute("CREATE TABLE theirs (a integer)");
        assertTrue(refusal().startsWith(file + " is no store of EngineHub: "), this::refusal);
    }

    @Test
    void refusesTheTablesOfANewerVersion() throws SQLException {
        JdbcProcessStore.open(url).close();
        execute("INSERT INTO enginehub_schema (version, checksum, needs) VALUES (99, 1, 99)");
        assertTrue(refusal().contains("changed by a newer EngineHub (to version 99)"), this::refusal);
    }

    @Test
    void refusesTablesThatHaveNotBeenMadeYet() throws SQLException {
        JdbcProcessStore.open(url).close();
        execute("DELETE FROM enginehub_schema");
        assertTrue(refusal().contains("are older than this EngineHub"), this::refusal);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void readsAServerAndTellsItsRefusals() {
        String server = TestPostgres.url();
        JdbcProcessStore.open(server).close();
        try (ProcessStore reading = JdbcProcessStore.openForReading(server)) {
            assertTrue(size(reading) >= 0);
            assertThrows(StoreException.class, () -> submit(reading, 1));
        }
        String empty = server.replaceFirst("/postgres\\b", "/template1");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> JdbcProcessStore.openForReading(empty));
        assertTrue(refused.getMessage().contains("is no store of EngineHub: "), refused.getMessage());
    }
}
