package io.enginehub.transport.http;

import io.enginehub.EngineHub;
import io.enginehub.api.spi.Registry;
import java.net.URI;
import java.util.List;

/** One host: an engine with its transport and its registry. */
record Host(HttpTransport transport, Registry registry, EngineHub engine) implements AutoCloseable {
    static Host start(EngineHub.Builder builder, List<URI> hubs) {
        return start(builder, HttpTransport.local(), hubs);
    }

    static Host start(EngineHub.Builder builder, HttpTransport transport, List<URI> hubs) {
        Registry registry = transport.members(hubs);
        return new Host(
                transport,
                registry,
                builder.transport(transport).registry(registry).start());
    }

    @Override
    public void close() {
        engine.close();
        registry.close();
        transport.close();
    }
}
