package io.enginehub;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.enginehub.api.Algorithm;
import io.enginehub.api.spi.Transport;
import io.enginehub.core.local.InProcessTransport;
import io.enginehub.core.local.LocalRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Who tells the engine which members are there may hold a lock: none of the roles' code runs under it. */
class RegistryThreadTest {
    private final InProcessTransport transport = new InProcessTransport();
    private final LocalRegistry registry = new LocalRegistry();
    /** For each time that a role looked an agent up: whether its thread was telling of members. */
    private final Set<Boolean> telling = ConcurrentHashMap.newKeySet();

    private Transport watched() {
        Transport watched = mock(Transport.class, delegatesTo(transport));
        doAnswer(call -> {
                    telling.add(Thread.holdsLock(registry)); // why: it holds that while it tells
                    return transport.agent(call.getArgument(0));
                })
                .when(watched)
                .agent(any());
        return watched;
    }

    @Test
    void noRoleRunsWhereMembersAreToldOf() {
        try (EngineHub engine = Engines.local()
                .transport(watched())
                .registry(registry)
                .algorithm(Algorithm.of("echo", String.class, text -> text))
                .start()) {
            await().until(() -> engine.hub().agents().size() == 1 && !telling.isEmpty());
            assertFalse(telling.contains(true));
        } finally {
            registry.close();
            transport.close();
        }
    }
}
