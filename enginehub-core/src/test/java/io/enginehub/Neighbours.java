package io.enginehub;

import io.enginehub.core.local.InProcessTransport;
import io.enginehub.core.local.LocalRegistry;
import java.time.Duration;

/** Several engines in this JVM that reach each other. */
final class Neighbours {
    private final InProcessTransport transport = new InProcessTransport();
    private final LocalRegistry registry = new LocalRegistry();

    EngineHub.Builder join(EngineHub.Builder builder) {
        return builder.transport(transport).registry(registry);
    }

    /** An engine that is to have agents only. */
    EngineHub.Builder agent(String name) {
        return join(EngineHub.named(name)).closePatience(Duration.ZERO);
    }
}
