package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine.ParseResult;

/** The example's Compose file, Dockerfile and scripts, read and tried without containers. */
final class ContainersTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path EXAMPLE = ROOT.resolve("examples/cluster");
    private static final Set<String> ROLES = Set.of("hub", "dispatcher", "agent");
    private static final String PINNED = "[a-z0-9./-]+:[0-9]+\\.[0-9]+[A-Za-z0-9._-]*";

    @TempDir
    private Path folder = Path.of("");

    private JsonNode compose = Json.NODES.objectNode();

    @BeforeEach
    void read() throws IOException {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(EXAMPLE.resolve("docker-compose.yml")));
        compose = new ObjectMapper().valueToTree(read);
    }

    private static Stream<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey);
    }

    private static List<String> texts(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private Map<String, JsonNode> services() {
        return compose.get("services").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Those that run the launcher, by name. */
    private Map<String, JsonNode> roles() {
        return services().entrySet().stream()
                .filter(service -> service.getValue().has("build"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What the entry point makes of a command: programs stand in for those that it calls, and tell what they were told. */
    private List<String> started(List<String> command) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        program(bin.resolve("java"), "#!/bin/sh\nfor word in \"$@\"; do echo \"$word\"; done\n");
        program(bin.resolve("hostname"), "#!/bin/sh\necho '172.18.0.5 172.19.0.5'\n");
        List<String> line =
                new ArrayList<>(List.of("bash", EXAMPLE.resolve("entrypoint.sh").toString()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        List<String> words = said.lines().toList();
        int jar = words.indexOf("-jar");
        assertEquals("/opt/enginehub/enginehub.jar", words.get(jar + 1), said);
        assertTrue(words.subList(0, jar).contains("-XX:MaxRAMPercentage=75"), said);
        return words.subList(jar + 2, words.size());
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static ParseResult parsed(List<String> words) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Console console = Console.of(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, Map.of());
        return Main.commands(console).parseArgs(words.toArray(String[]::new)).subcommand();
    }

    @Test
    void everyRoleIsStartedByOptionsThatTheLauncherHas() throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        Set<String> algorithms = new TreeSet<>();
        for (Map.Entry<String, JsonNode> role : roles().entrySet()) {
            ParseResult command = parsed(started(texts(role.getValue().get("command"))));
            String name = command.commandSpec().name();
            assertTrue(ROLES.contains(name), role::toString);
            counts.merge(name, role.getValue().at("/deploy/replicas").asInt(1), Integer::sum);
            assertEquals("0.0.0.0", command.matchedOptionValue("--host", ""));
            assertEquals("172.18.0.5", command.matchedOptionValue("--advertise", ""));
            assertEquals(7700, command.<Integer>matchedOptionValue("--port", 0));
            assertEquals("/run/secrets/cluster", command.matchedOptionValue("--secret-file", ""), role::toString);
            if (name.equals("hub")) {
                String store = command.matchedOptionValue("--store", "");
                assertTrue(StoreChoice.parse(store) instanceof StoreChoice.Server, store);
            }
            algorithms.addAll(command.<List<String>>matchedOptionValue("--algorithm", List.of()));
        }
        assertEquals(Map.of("hub", 2, "dispatcher", 2, "agent", 5), counts);
        assertEquals(catalogue(), algorithms);
    }

    /** The places in the catalogue of the example algorithms. */
    private static Set<String> catalogue() throws IOException {
        JsonNode flow = Json.parse(Files.readString(ROOT.resolve("examples/wine/train.json")));
        return flow.findValuesAsText("algorithm").stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatTheyReferToIsThere() throws IOException {
        Set<String> services = services().keySet();
        Set<String> secrets = names(compose.get("secrets")).collect(Collectors.toSet());
        Set<String> volumes = names(compose.get("volumes")).collect(Collectors.toSet());
        services().forEach((name, service) -> {
            assertTrue(services.containsAll(names(service.path("depends_on")).toList()), name);
            assertTrue(secrets.containsAll(texts(service.path("secrets"))), name);
            texts(service.path("volumes"))
                    .forEach(volume -> assertTrue(volumes.contains(volume.substring(0, volume.indexOf(':'))), name));
            String all = service.toString();
            secrets.forEach(secret -> assertEquals(
                    all.contains("/run/secrets/" + secret + "\""),
                    texts(service.path("secrets")).contains(secret),
                    () -> name + " and the secret " + secret));
            names(service.path("depends_on"))
                    .map(other -> services().get(other))
                    .forEach(other -> assertTrue(other.has("healthcheck"), () -> name + " waits for " + other));
        });
        JsonNode build = roles().get("hub-1").get("build");
        assertEquals(ROOT, EXAMPLE.resolve(build.get("context").asText()).normalize());
        assertTrue(Files.exists(ROOT.resolve(build.get("dockerfile").asText())));
        roles().values()
                .forEach(role -> assertEquals(
                        "http://consul:8500",
                        role.at("/environment/ENGINEHUB_CONSUL").asText()));
    }

    @Test
    void nothingIsUnpinnedOrOpenBeyondThisMachine() {
        services().forEach((name, service) -> {
            String image = service.get("image").asText();
            assertTrue(image.matches(PINNED), () -> name + " has the image " + image);
            texts(service.path("ports")).forEach(port -> assertTrue(port.startsWith("127.0.0.1:"), () -> name + port));
        });
        List<String> published = services().values().stream()
                .flatMap(service -> texts(service.path("ports")).stream())
                .map(port -> port.split(":", -1)[1])
                .sorted()
                .toList();
        assertEquals(List.of("7700", "7701", "8500"), published);
        roles().forEach((name, role) -> {
            assertTrue(role.get("read_only").asBoolean(), name);
            assertEquals(List.of("ALL"), texts(role.get("cap_drop")), name);
            assertTrue(role.has("mem_limit"), name);
        });
    }

    /** The instructions of the Dockerfile, with lines that belong together put together. */
    private static List<String> instructions() throws IOException {
        return Files.readString(EXAMPLE.resolve("Dockerfile"))
                .replaceAll("(?m)^#.*\\R", "")
                .replaceAll("\\\\\\R\\s*", "")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static List<String> of(String instruction) throws IOException {
        return instructions().stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .toList();
    }

    @Test
    void theImageRunsNothingAsRootAndTellsItsHealth() throws Exception {
        of("FROM").forEach(image -> assertTrue(image.matches(PINNED), image));
        assertEquals(1, of("FROM").size());
        List<String> all = instructions();
        int user = all.indexOf("USER 10001:10001");
        assertTrue(user > 0, all::toString);
        assertEquals(1, of("USER").size());
        assertTrue(of("RUN").get(0).contains("useradd --uid 10001"), all::toString);
        assertTrue(all.subList(user, all.size()).stream().noneMatch(line -> line.startsWith("RUN ")), all::toString);
        assertEquals(List.of(), of("ADD"));
        String check = of("HEALTHCHECK").get(0);
        assertTrue(check.endsWith("CMD [\"/opt/enginehub/healthy.sh\"]"), check);
        assertEquals(List.of("[\"/opt/enginehub/entrypoint.sh\"]"), of("ENTRYPOINT"));
        assertEquals(List.of("--help"), started(List.of("--help")));
    }

    @Test
    void whatIsCopiedIntoTheImageIsThereAndIsSentToItsBuild() throws Exception {
        List<String> sent = Files.readAllLines(EXAMPLE.resolve("Dockerfile.dockerignore"));
        assertEquals("**", sent.get(0));
        List<PathMatcher> let = sent.stream()
                .skip(1)
                .map(line -> FileSystems.getDefault().getPathMatcher("glob:" + line.substring(1)))
                .toList();
        for (String copy : of("COPY")) {
            List<String> words = List.of(copy.replaceAll("--\\S+ ", "").split(" ", -1));
            for (String source : words.subList(0, words.size() - 1)) {
                Path path = Path.of(source.replace("*", "0.1.0"));
                assertTrue(let.stream().anyMatch(matcher -> matcher.matches(path)), source);
                // why: jars are built, and maybe not yet
                assertTrue(source.contains("/target/") || Files.isExecutable(ROOT.resolve(path)), source);
            }
        }
    }

    @Test
    void theCommandsThatMakeTheSecretsMakeThoseThatAreAskedFor() throws Exception {
        String readme = Files.readString(EXAMPLE.resolve("README.md"));
        int begin = readme.indexOf("mkdir -p examples/cluster/secrets");
        String commands = readme.substring(begin, readme.indexOf("```", begin));
        program(
                folder.resolve("enginehub"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                        + System.getProperty("java.class.path") + "' " + Main.class.getName() + " \"$@\"\n");
        Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        Path made = folder.resolve("examples/cluster");
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve("secrets"))));
        for (JsonNode secret : compose.get("secrets")) {
            Path file = made.resolve(secret.get("file").asText());
            assertTrue(Files.size(file) > 32, file::toString);
            assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertTrue(Files.readString(made.resolve("secrets/token")).startsWith("eh_"), said);
        String password = Files.readString(made.resolve("secrets/postgres")).strip();
        assertEquals(
                "*:*:*:*:" + password,
                Files.readString(made.resolve("secrets/pgpass")).strip());
    }

    @Test
    void healthIsAnAnswerThatIsNoFaultOfTheServer() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        int[] status = {200};
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        assertTrue(isHealthy(port));
        status[0] = 404;
        assertTrue(isHealthy(port));
        status[0] = 503;
        assertFalse(isHealthy(port));
        server.stop(0);
        assertFalse(isHealthy(port));
    }

    private static boolean isHealthy(int port) throws Exception {
        Process check = new ProcessBuilder("bash", EXAMPLE.resolve("healthy.sh").toString(), String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(check.waitFor(10, TimeUnit.SECONDS));
        return check.exitValue() == 0;
    }
}
