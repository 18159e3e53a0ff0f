package io.enginehub.examples.walkthrough;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's section on hosts, typed as it stands there: only the port is another, and the id is the one of the run. */
@Timeout(300)
class SplitTest {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?m)^```\\n(.*?)^```$", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final List<Process> roles = new ArrayList<>();
    private int port;
    private Path command;

    @BeforeEach
    void prepare() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        // why a script of our own: the one of the repository would look whether it has to build, in the middle of a
        // build
        command = folder.resolve("enginehub");
        Files.writeString(
                command,
                "#!/usr/bin/env bash\nset -e\nfirst=\"$1\"; shift\nif [[ $first == hub ]]; then set -- --port " + port
                        + " \"$@\"; fi\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + System.getProperty("java.class.path")
                        + "' io.enginehub.launcher.Main \"$first\" \"$@\"\n");
        assertTrue(command.toFile().setExecutable(true));
        Files.createSymbolicLink(folder.resolve("examples"), ROOT.resolve("examples"));
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process role : roles) {
            role.destroyForcibly().waitFor();
        }
    }

    /** The blocks of commands of the section. */
    private List<String> blocks() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int begin = readme.indexOf("\n## Split it over hosts\n");
        String section = readme.substring(begin, readme.indexOf("\n## ", begin + 4));
        Matcher matcher = BLOCK.matcher(section);
        return matcher.results()
                .map(found -> found.group(1).replace("localhost:7700", "127.0.0.1:" + port))
                .toList();
    }

    private ProcessBuilder bash(String commands) {
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands).directory(folder.toFile());
        bash.environment().put("ENGINEHUB_HOME", folder.resolve("home").toString());
        bash.environment().put("ENGINEHUB_HUB", "http://127.0.0.1:" + port);
        bash.environment().put("ENGINEHUB_ALGORITHMS", Command.file("mining/target/mining.jar"));
        return bash;
    }

    /** Starts a role in a terminal of its own. */
    private Process start(String line) throws IOException {
        Path log = folder.resolve("role-" + roles.size() + ".log");
        Process role = bash("exec " + line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        roles.add(role);
        return role;
    }

    /** Types commands, and gives what they printed. */
    private String type(String commands) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process typed = bash(commands)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = typed.waitFor(120, TimeUnit.SECONDS);
        String told = Files.readString(out) + Files.readString(err);
        if (!ended) {
            typed.destroyForcibly();
        }
        assertTrue(ended, () -> commands + "\n" + told + logs());
        assertEquals(0, typed.exitValue(), () -> commands + "\n" + told + logs());
        return Files.readString(out);
    }

    private String logs() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < roles.size(); i++) {
            try {
                all.append("\n--- role ").append(i).append('\n');
                all.append(Files.readString(folder.resolve("role-" + i + ".log")));
            } catch (IOException e) {
                all.append(e);
            }
        }
        return all.toString();
    }

    private JsonNode ask(String words) throws Exception {
        return JSON.readTree(type("./enginehub " + words + " --json"));
    }

    /** Asks until the answer is as wanted. */
    private JsonNode await(String words, Predicate<JsonNode> wanted) throws Exception {
        JsonNode answer = ask(words);
        while (!wanted.test(answer)) { // why no bound of its own: the test has one, and each look takes a JVM's start
            answer = ask(words);
        }
        return answer;
    }

    private String newest() throws Exception {
        return ask("ps --hub 127.0.0.1:" + port + " --limit 1").get(0).get("id").asText();
    }

    private String status(String id) throws Exception {
        return ask("show " + id + " --hub 127.0.0.1:" + port).get("status").asText();
    }

    @Test
    void rolesOnHostsOfTheirOwnTrainScoreAndOutliveADispatcher() throws Exception {
        List<String> blocks = blocks();
        List<String> terminals = blocks.get(0).lines().toList();
        assertEquals(5, terminals.size());
        Process hub = start(terminals.get(0));
        while (!Files.readString(folder.resolve("role-0.log")).contains("Hub at ")) {
            assertTrue(hub.isAlive(), logs());
            hub.waitFor(50, TimeUnit.MILLISECONDS);
        }
        for (String line : terminals.subList(1, terminals.size())) {
            start(line);
        }

        String trained = type(blocks.get(1));
        assertTrue(trained.contains("python-train is FINISHED"), trained);
        assertTrue(trained.contains("★ "), trained);

        String deployed = type(blocks.get(2).replace("ID", newest()));
        assertTrue(deployed.contains("Flow wine-score/1 is live."), deployed);

        JsonNode scored = JSON.readTree(type(blocks.get(3)));
        assertEquals("FINISHED", scored.at("/process/status").asText(), scored::toString);
        assertEquals(3, scored.at("/output/json").size(), scored::toString);

        List<String> killing = blocks.get(4).lines().toList();
        Process second = start(killing.get(0));
        await("dispatchers", all -> all.size() == 2);
        type(killing.get(1));
        String id = newest();
        Process first = roles.get(1);
        first.destroyForcibly().waitFor();
        type(killing.get(2));
        while (!status(id).equals("FINISHED")) {
            assertTrue(second.isAlive(), logs());
        }
        await("dispatchers", all -> all.size() == 1);
        String asked = type(blocks.get(5).replace("ID", id));
        assertTrue(asked.contains("Nothing waits."), asked);
        assertTrue(asked.contains("It has ended."), asked);
        Stream.of(hub, second).forEach(role -> assertTrue(role.isAlive(), logs()));
    }
}
