package io.enginehub.core.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.ProcessId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AwaitedTest {
    private final Awaited awaited = new Awaited();

    @Test
    void givesEachOneThatIsWaitedForItsTurn() {
        Set<ProcessId> all = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            ProcessId id = new ProcessId(new UUID(7, i));
            CompletableFuture<Awaited.End> unused = awaited.enter(id);
            all.add(id);
        }
        Set<ProcessId> seen = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            seen.addAll(awaited.some(256));
        }
        assertEquals(all.size(), seen.size());
        assertEquals(256, awaited.some(256).size());
    }
}
