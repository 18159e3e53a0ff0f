package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} and {@code migrate}. */
class VerifyTest {
    @TempDir
    private Path folder = Path.of("");

    private Launched launch(String... args) {
        return Launched.run(Map.of(DataFolder.VARIABLE, folder.toString()), "", args);
    }

    private Path store() {
        return folder.resolve("history.db");
    }

    @Test
    void findsNothingInTablesThatAreNew() {
        assertEquals(0, launch("migrate", "sqlite:" + store()).code());

        Launched launched = launch("verify");
        assertEquals(0, launched.code(), launched.err());
        assertEquals("sqlite:" + store() + ": nothing is wrong.", launched.out().strip());
    }

    @Test
    void namesWhatIsWrong() throws SQLException {
        launch("migrate", "sqlite:" + store());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store());
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO enginehub_counts VALUES (x'01', 3, 0)");
        }

        Launched launched = launch("verify", "--store", "sqlite:" + store());
        assertEquals(1, launched.code());
        assertTrue(launched.out().contains("it says 3, and there are 0"), launched.out());
    }

    @Test
    void refusesWhatIsNoStore() throws IOException {
        Path junk = Files.writeString(folder.resolve("junk.db"), "no database");
        Launched launched = launch("verify", "--store", "sqlite:" + junk);
        assertEquals(2, launched.code());
        assertTrue(launched.err().contains("junk.db"), launched.err());
        assertEquals(2, launch("verify").code());
    }

    @Test
    void printsTheSqlOfTheTables() {
        Launched launched = launch("migrate", "postgresql:", "--print", "--prefix", "mine_");
        assertEquals(0, launched.code(), launched.err());
        assertTrue(launched.out().contains("CREATE TABLE mine_process ("), launched.out());
        assertTrue(launched.out().contains("id          uuid PRIMARY KEY"), launched.out());
        assertEquals(2, launch("migrate", "mysql:", "--print").code());
        assertEquals(
                2,
                launch("migrate", "sqlite:", "--print", "--prefix", "Bad prefix")
                        .code());
    }
}
