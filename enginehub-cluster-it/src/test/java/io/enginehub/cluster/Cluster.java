package io.enginehub.cluster;

import io.enginehub.transport.http.rest.HttpHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The processes of one test, in a folder of its own below {@code target}. They have ended when the test has; when it failed,
 * what they said last is shown.
 */
final class Cluster implements BeforeEachCallback, AfterEachCallback {
    /** What hubs of tests are told: short, so that tests are. */
    static final String LEASE = "PT1S";

    private static final int LAST_LINES = 25;

    private final List<Role> roles = new ArrayList<>();
    private final List<AutoCloseable> owned = new ArrayList<>();
    private Path folder = Path.of("target");

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        String test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        folder = Path.of(
                        "target",
                        "cluster",
                        test + "-" + ProcessHandle.current().pid())
                .toAbsolutePath();
        Files.createDirectories(executions());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable part : owned) {
            part.close();
        }
        roles.forEach(Role::end);
        if (context.getExecutionException().isPresent()) {
            show();
        } else {
            delete(folder);
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private void show() throws IOException {
        System.out.println("The logs are in " + folder);
        for (Role role : roles) {
            for (Role.Life life : role.lives()) {
                List<String> lines = Files.readAllLines(life.log());
                System.out.println("── " + life.log().getFileName() + ", process " + life.pid() + ":");
                lines.stream().skip(Math.max(0, lines.size() - LAST_LINES)).forEach(System.out::println);
            }
        }
    }

    /** The folder of this test. */
    Path folder() {
        return folder;
    }

    /** Where handlers write down what they ran. */
    Path executions() {
        return folder.resolve("executions");
    }

    List<Role> roles() {
        return List.copyOf(roles);
    }

    /** What the test's end closes, before the processes are ended. */
    <T extends AutoCloseable> T owning(T part) {
        owned.add(part);
        return part;
    }

    /** A role, not started yet. */
    Role role(String name, String... arguments) {
        Role role = new Role(name, folder, Role.command(List.of(arguments)));
        roles.add(role);
        return role;
    }

    /** A hub at a port that it keeps over its lives. */
    Role hub(String name, int port, String store, String... more) {
        List<String> all = new ArrayList<>(
                List.of("hub", "--name", name, "--port", Integer.toString(port), "--store", store, "--lease", LEASE));
        all.addAll(List.of(more));
        return role(name, all.toArray(String[]::new));
    }

    /** Hubs on one store that know each other. */
    List<Role> hubs(List<URI> addresses, String store) {
        List<Role> hubs = new ArrayList<>();
        for (URI own : addresses) {
            String others =
                    joined(addresses.stream().filter(hub -> !hub.equals(own)).toList());
            String[] more = others.isEmpty() ? new String[0] : new String[] {"--hub", others};
            hubs.add(hub("hub" + hubs.size(), own.getPort(), store, more));
        }
        return hubs;
    }

    Role dispatcher(String name, List<URI> hubs, int slots) {
        return role(name, "dispatcher", "--name", name, "--hub", joined(hubs), "--slots", Integer.toString(slots));
    }

    /** An agent with one or all algorithms of a place in the catalogue. */
    Role agent(String name, List<URI> hubs, String algorithm, String... more) {
        List<String> all = new ArrayList<>(
                List.of("agent", "--name", name, "--hub", joined(hubs), "--algorithm", algorithm, "--capacity", "8"));
        all.addAll(List.of(more));
        return role(name, all.toArray(String[]::new));
    }

    /** A client of these hubs, closed in the end. */
    HttpHub client(List<URI> hubs) {
        return owning(HttpHub.at(hubs));
    }

    private static String joined(List<URI> hubs) {
        return hubs.stream().map(URI::toString).collect(Collectors.joining(","));
    }

    static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Addresses of hubs to be, at ports that were free a moment ago. */
    static List<URI> freeAddresses(int count) {
        return freePorts(count).stream().map(Cluster::local).toList();
    }

    /** Ports that were free a moment ago. */
    static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
