package io.enginehub.consul;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.transport.http.HttpTransport;
import java.net.URI;
import java.time.Duration;

/** Roles with a server of their own that find the others through Consul. */
record RoleHost(HttpTransport transport, ConsulRegistry registry, EngineHub engine) implements AutoCloseable {
    static final Duration TTL = Duration.ofSeconds(1);

    static RoleHost start(ConsulAccess consul, EngineHub.Builder roles) {
        HttpTransport transport = HttpTransport.local();
        ConsulRegistry registry =
                ConsulRegistry.open(consul, options -> options.ttl(TTL).hold(Duration.ofSeconds(1)));
        return new RoleHost(
                transport,
                registry,
                roles.transport(transport).registry(registry).start());
    }

    /** An algorithm that adds its name to what it gets. */
    static Algorithm algorithm(String name) {
        return Algorithm.of(name, String.class, text -> text + " " + name);
    }

    /** Serves an algorithm until it is killed. Arguments: Consul; the agent's name; the algorithm. */
    public static void main(String[] args) throws InterruptedException {
        RoleHost host = start(
                ConsulAccess.to(URI.create(args[0])), EngineHub.named(args[1]).algorithm(algorithm(args[2])));
        System.out.println(host.transport().address());
        Thread.currentThread().join();
    }

    @Override
    public void close() {
        engine.close();
        registry.close();
        transport.close();
    }
}
