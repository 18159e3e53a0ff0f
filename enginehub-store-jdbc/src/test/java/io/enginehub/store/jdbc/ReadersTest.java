package io.enginehub.store.jdbc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class ReadersTest {
    @TempDir
    Path folder;

    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private int readOne(Readers readers, boolean slow) {
        try {
            return readers.read(script -> {
                int[] found = new int[1];
                if (slow) {
                    reading.countDown();
                    awaitLatch(goOn);
                }
                script.read(new SqliteDialect().all("1"), Sql.ONCE, row -> found[0] = row.integer());
                script.run();
                return found[0];
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void areClosedWhenTheReadsThatAreUnderWayHaveEnded() throws Exception {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("any.db"));
        Readers readers = new Readers(source, new SqliteDialect());
        CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(() -> readOne(readers, true));
        reading.await();
        Thread closing = new Thread(readers::close);
        closing.start();
        // why not BLOCKED: it waits for a permit and not for a monitor
        await().until(() -> closing.getState() == Thread.State.WAITING || !closing.isAlive());
        assertFalse(slow.isDone());
        assertEquals(Thread.State.WAITING, closing.getState());
        goOn.countDown();
        assertEquals(1, slow.get());
        closing.join();
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> readOne(readers, false));
        assertEquals("The store is closed.", refused.getCause().getMessage());
    }
}
