package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLockTest {
    @TempDir
    Path folder;

    /** Asks from another JVM; ends with 1 where the file is held. */
    public static void main(String[] args) {
        System.exit(FileLock.isHeld(Path.of(args[0])) ? 1 : 0);
    }

    private static boolean isHeldAsOthersSeeIt(Path file) throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FileLockTest.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
        return other.waitFor() == 1;
    }

    @Test
    void isThereForAsLongAsItsHub() throws Exception {
        Path file = folder.resolve("store.db");
        assertFalse(JdbcProcessStore.isHeld(file));
        try (JdbcProcessStore store = JdbcProcessStore.open("sqlite:" + file)) {
            assertTrue(JdbcProcessStore.isHeld(file));
            assertTrue(isHeldAsOthersSeeIt(file));
            assertEquals(0, store.history().flows().size());
        }
        assertFalse(JdbcProcessStore.isHeld(file));
        assertFalse(isHeldAsOthersSeeIt(file));
    }

    @Test
    void staysWhenAnotherHubOfThisProgramTriedInVain() throws Exception {
        Path file = folder.resolve("store.db");
        FileLock lock = FileLock.of(file);
        try {
            assertThrows(StoreException.class, () -> FileLock.of(file));
            assertTrue(FileLock.isHeld(file));
            assertTrue(isHeldAsOthersSeeIt(file), "closing a channel on the file would have dropped it");
        } finally {
            lock.close();
        }
    }
}
