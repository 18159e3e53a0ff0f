package io.enginehub.test.consul;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real agent of Consul on loopback: one for development, which keeps everything in memory, or one of several servers.
 * It can be killed and started again with the same ports; one for development has lost its data then.
 */
public final class TestConsul implements AutoCloseable {
    /** Below those that the system gives to whoever asks for any, so that a port stays free while Consul is away. */
    private static final int FIRST_PORT = 20_000;

    private static final int LAST_PORT = 32_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** The ports that were handed out: one that looks free may be another's that has not bound it yet. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String host;
    private final int httpPort;
    private final int serfPort;
    private final int wanPort;
    private final List<String> command;
    private final Path log;
    private @Nullable Process process;
    private int tlsPort;

    private TestConsul(String host, List<String> more) {
        this.host = host;
        this.httpPort = freePort(host);
        this.serfPort = freePort(host);
        this.wanPort = freePort(host);
        this.log = newFolder().resolve("log");
        this.command = new ArrayList<>(List.of(
                ConsulBinary.path().toString(),
                "agent",
                "-bind=" + host,
                "-client=" + host,
                "-http-port=" + httpPort,
                "-serf-lan-port=" + serfPort,
                "-serf-wan-port=" + wanPort,
                "-server-port=" + freePort(host),
                "-dns-port=-1",
                "-grpc-port=-1",
                "-log-level=warn"));
        command.addAll(more);
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** Starts one that is a whole Consul by itself, and waits until it has elected itself. */
    public static TestConsul dev(String... more) {
        List<String> options = new ArrayList<>(List.of("-dev"));
        options.addAll(List.of(more));
        TestConsul consul = new TestConsul("127.0.0.1", options);
        consul.start();
        consul.awaitLeader();
        return consul;
    }

    /** The same with TLS for its clients on another port, and a configuration that names the files. */
    public static TestConsul devWithTls(String configuration) {
        int port = freePort("127.0.0.1");
        Path file = newFolder().resolve("tls.hcl");
        try {
            Files.writeString(file, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestConsul consul = dev("-config-file=" + file, "-hcl=ports { https = " + port + " }");
        consul.tlsPort = port;
        return consul;
    }

    /** One that is not started yet. */
    public static TestConsul prepared(String host, List<String> options) {
        return new TestConsul(host, options);
    }

    /** A folder below the build's. */
    public static Path newFolder() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "consul").toAbsolutePath()), "agent");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort(String host) {
        return ThreadLocalRandom.current()
                .ints(FIRST_PORT, LAST_PORT)
                .limit(1000)
                .filter(port -> isFree(host, port) && GIVEN.add(port))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port of " + host + " is free"));
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The address that it listens at. */
    public String host() {
        return host;
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://" + host + ":" + httpPort);
    }

    /** Where it answers by https. */
    public URI tlsUrl() {
        return URI.create("https://" + host + ":" + tlsPort);
    }

    /** Where others of its data centre join it. */
    public String joinAddress() {
        return host + ":" + serfPort;
    }

    /** Where other data centres join it. */
    public String wanAddress() {
        return host + ":" + wanPort;
    }

    /** Starts it, with the ports that it had before. */
    public void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until this agent knows of a leader. */
    public void awaitLeader() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .conditionEvaluationListener(condition -> checkAlive())
                .until(() -> get("/v1/status/leader").contains(":"));
    }

    private void checkAlive() {
        Process started = process;
        if (started == null || !started.isAlive()) {
            throw new IllegalStateException("Consul ended by itself. It said:\n" + said());
        }
    }

    /** Its log. */
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once, as a crash does. */
    public void kill() {
        Process started = process;
        if (started != null) {
            started.destroyForcibly();
            await().atMost(PATIENCE).until(() -> !started.isAlive());
            process = null;
        }
    }

    /** Stops it as it stands: connections stay open and nobody answers. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        Process started = process;
        if (started == null) {
            throw new IllegalStateException("this Consul is not running");
        }
        try {
            Process signal = new ProcessBuilder("kill", "-" + name, Long.toString(started.pid())).start();
            if (!signal.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || signal.exitValue() != 0) {
                throw new IllegalStateException("the signal " + name + " could not be sent");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // ── what tests ask it by hand ──

    /** The body of an answer; empty when there is none, or one that says no. */
    public String get(String path) {
        return get(path, null);
    }

    /** The same for one who has a token. */
    public String get(String path, @Nullable String token) {
        try {
            HttpResponse<String> answer = send("GET", path, "", token);
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Sends something that has to succeed. */
    public String put(String path, String body, @Nullable String token) {
        try {
            HttpResponse<String> answer = send("PUT", path, body, token);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " gave " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(String method, String path, String body, @Nullable String token)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url().resolve(path))
                .timeout(Duration.ofSeconds(5))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("X-Consul-Token", token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
