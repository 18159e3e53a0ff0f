package io.enginehub.core.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LoopTest {
    @AutoClose
    private final Loop loop = new Loop("loop");

    @Test
    void looksAtItsTimersAfterFewTasks() throws Exception {
        CompletableFuture<Integer> tasksBefore = new CompletableFuture<>();
        int[] tasks = new int[1];
        loop.execute(() -> {
            loop.after(Duration.ZERO, () -> tasksBefore.complete(tasks[0]));
            for (int i = 0; i < 1000; i++) {
                loop.execute(() -> tasks[0]++);
            }
        });
        int before = tasksBefore.get(30, TimeUnit.SECONDS);
        assertTrue(before <= 16, before + " tasks came first, each of which may put a large input together");
    }
}
