package io.enginehub;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.enginehub.api.Algorithm;
import io.enginehub.api.spi.Registry;
import io.enginehub.api.spi.Transport;
import io.enginehub.core.local.InProcessTransport;
import io.enginehub.core.local.LocalRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Who tells the engine which members are there may hold a lock: none of the roles' code runs on that thread. */
class RegistryThreadTest {
    private final Set<Thread> found = ConcurrentHashMap.newKeySet();

    private Transport watched(InProcessTransport real) {
        Transport watched = mock(Transport.class, delegatesTo(real));
        doAnswer(call -> {
                    found.add(Thread.currentThread());
                    return real.agent(call.getArgument(0));
                })
                .when(watched)
                .agent(any());
        return watched;
    }

    @Test
    void noRoleRunsOnTheThreadThatTellsOfMembers() {
        try (InProcessTransport transport = new InProcessTransport();
                Registry registry = new LocalRegistry();
                EngineHub engine = Engines.local()
                        .transport(watched(transport))
                        .registry(registry)
                        .algorithm(Algorithm.of("echo", String.class, text -> text))
                        .start()) {
            await().until(() -> engine.hub().agents().size() == 1 && !found.isEmpty());
            assertFalse(found.contains(Thread.currentThread()), found::toString);
        }
    }
}
