package io.enginehub.consul;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A program that is an agent as far as its registry goes. */
final class AgentProcess {
    private AgentProcess() {}

    /** Arguments: Consul; the service; the agent's name; the TTL. */
    public static void main(String[] args) throws InterruptedException {
        OpenPort port = new OpenPort();
        ConsulRegistry registry = ConsulRegistry.open(
                ConsulAccess.to(URI.create(args[0])),
                options -> options.service(args[1]).ttl(Duration.parse(args[3])));
        var unused = registry.register(agent(args[2], port.number()));
        Thread.currentThread().join();
    }

    /** An agent on loopback; its algorithm is its name without digits. */
    static Member agent(String name, int port) {
        return new Member(
                new MemberId(name, UUID.randomUUID()),
                Member.Role.AGENT,
                URI.create("http://127.0.0.1:" + port + "/agents/" + name),
                Map.of(Member.ALGORITHM, name.replaceAll("\\d", ""), Member.CAPACITY, "2", Member.VERSION, "1"));
    }
}
