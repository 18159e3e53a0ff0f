package io.enginehub.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventMemoryTest {
    private static final ProcessId PROCESS = new ProcessId(new UUID(1, 1));

    private final EventMemory memory = new EventMemory(64L << 20);

    private static EventKey key(String step, int run, int attempt) {
        return new EventKey(PROCESS, step, run, attempt);
    }

    private static EventMemory.Remembered success(Payload output) {
        return new EventMemory.Remembered(output, null, Duration.ZERO);
    }

    private static EventMemory.Remembered failure() {
        return new EventMemory.Remembered(null, new Failure(Failure.Kind.ALGORITHM, "a", "no"), Duration.ZERO);
    }

    @Test
    void keepsASuccessForAllAttemptsOfTheStepInItsRun() {
        memory.remember(key("a", 1, 2), success(Payload.of(1)));
        assertEquals(Optional.of(success(Payload.of(1))), memory.recall(key("a", 1, 2)));
        assertEquals(Optional.of(success(Payload.of(1))), memory.recall(key("a", 1, 9)));
        assertEquals(Optional.empty(), memory.recall(key("a", 2, 2)));
        assertEquals(Optional.empty(), memory.recall(key("b", 1, 2)));
    }

    @Test
    void keepsAFailureForItsAttemptOnly() {
        memory.remember(key("a", 1, 1), failure());
        assertEquals(Optional.of(failure()), memory.recall(key("a", 1, 1)));
        assertEquals(Optional.empty(), memory.recall(key("a", 1, 2)));
        memory.remember(key("a", 1, 2), success(Payload.of(1)));
        assertEquals(Optional.of(success(Payload.of(1))), memory.recall(key("a", 1, 1)));
    }

    @Test
    void hasItsShareOfASmallHeap() {
        assertEquals(64L << 20, AgentSettings.share(8L << 30, 3));
        assertEquals(16L << 20, AgentSettings.share(256L << 20, 2));
        assertEquals(8L << 20, AgentSettings.share(256L << 20, 4));
    }

    @Test
    void forgetsTheOldestBeyondItsBound() {
        for (int i = 0; i <= 10_000; i++) {
            memory.remember(key("step" + i, 1, 1), failure());
        }
        assertEquals(Optional.empty(), memory.recall(key("step0", 1, 1)));
        assertTrue(memory.recall(key("step1", 1, 1)).isPresent());
    }

    @Test
    void forgetsTheOldestBeyondItsBytes() {
        Payload large = Payload.ofBytes("image/png", new byte[16 << 20]);
        for (int i = 0; i < 5; i++) {
            memory.remember(key("step" + i, 1, 1), success(large));
        }
        assertEquals(Optional.empty(), memory.recall(key("step0", 1, 1)));
        for (int i = 1; i < 5; i++) {
            assertTrue(memory.recall(key("step" + i, 1, 1)).isPresent());
        }
    }

    @Test
    void keepsUpToWhichEpochAProcessWasCancelled() {
        memory.cancelled(new Held(PROCESS, 3));
        memory.cancelled(new Held(PROCESS, 2));
        assertTrue(memory.isCancelled(PROCESS, 3));
        assertFalse(memory.isCancelled(PROCESS, 4));
        assertFalse(memory.isCancelled(new ProcessId(new UUID(1, 2)), 0));
    }
}
