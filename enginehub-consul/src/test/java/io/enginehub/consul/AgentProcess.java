package io.enginehub.consul;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An agent in a JVM of its own, as far as its registry goes, to be killed at any moment. */
final class AgentProcess implements AutoCloseable {
    private final Process process;

    AgentProcess(URI consul, String service, String name, Duration ttl) {
        try {
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            AgentProcess.class.getName(),
                            consul.toString(),
                            service,
                            name,
                            ttl.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(TestConsul.newFolder().resolve("agent.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

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

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
