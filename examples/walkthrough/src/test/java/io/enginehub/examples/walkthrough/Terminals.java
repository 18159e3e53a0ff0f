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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Terminals of somebody who follows the README in a folder that has its {@code examples} and its {@code enginehub}. */
final class Terminals {
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?m)^```\\n(.*?)^```$", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;
    private static final int PATIENCE_SECONDS = 120;
    private static final int LOOK_MILLIS = 50;

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Process> started = new ArrayList<>();

    /**
     * Terminals in an empty folder.
     *
     * @param hub the address of the hub that commands ask
     * @param beforeStart lines of bash before the command that is in {@code "$@"}
     */
    Terminals(Path folder, String hub, String beforeStart) throws IOException {
        this.folder = folder;
        // why a script of our own: the one of the repository would look whether it has to build, in the middle of a
        // build
        Path command = folder.resolve("enginehub");
        Files.writeString(
                command,
                "#!/usr/bin/env bash\nset -e\n" + beforeStart + "\nexec '"
                        + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto ${ENGINEHUB_JAVA_OPTS:-} -cp '"
                        + System.getProperty("java.class.path") + "' io.enginehub.launcher.Main \"$@\"\n");
        assertTrue(command.toFile().setExecutable(true));
        Files.createSymbolicLink(folder.resolve("examples"), ROOT.resolve("examples"));
        environment.put("ENGINEHUB_COMMAND", command.toString());
        environment.put("ENGINEHUB_HOME", folder.resolve("home").toString());
        environment.put("ENGINEHUB_HUB", hub);
        environment.put("ENGINEHUB_ALGORITHMS", Command.file("mining/target/mining.jar"));
    }

    /** Sets a variable in all terminals. */
    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /** The blocks of commands of a section of the README. */
    static List<String> blocks(String title) throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int begin = readme.indexOf("\n## " + title + "\n");
        assertTrue(begin >= 0, () -> "the README has no section " + title);
        Matcher matcher = BLOCK.matcher(readme.substring(begin, readme.indexOf("\n## ", begin + 4)));
        return matcher.results().map(found -> found.group(1)).toList();
    }

    /**
     * A port that was free a moment ago, with others at a distance from it. Below those that the system gives to whoever asks
     * for any.
     */
    static int freePort(int... distances) {
        return ThreadLocalRandom.current()
                .ints(FIRST_PORT, LAST_PORT)
                .limit(1000)
                .filter(port -> isFree(port) && IntStream.of(distances).allMatch(distance -> isFree(port + distance)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private ProcessBuilder bash(String commands) {
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands).directory(folder.toFile());
        bash.environment().putAll(environment);
        return bash;
    }

    /** Starts what goes on, in a terminal of its own. */
    Process start(String line) throws IOException {
        Process process = bash("exec " + line)
                .redirectErrorStream(true)
                .redirectOutput(log(started.size()).toFile())
                .start();
        started.add(process);
        return process;
    }

    private Path log(int number) {
        return folder.resolve("terminal-" + number + ".log");
    }

    /** Waits until a terminal shows a text; the first one is 0. */
    void awaitShown(int number, String text) throws Exception {
        Process process = started.get(number);
        while (!Files.readString(log(number)).contains(text)) {
            assertTrue(process.isAlive(), this::shown);
            boolean unused = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Types commands, and gives what they printed. */
    String type(String commands) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process typed = bash(commands)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = typed.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String told = Files.readString(out) + Files.readString(err);
        if (!ended) {
            typed.destroyForcibly();
        }
        assertTrue(ended, () -> commands + "\n" + told + shown());
        assertEquals(0, typed.exitValue(), () -> commands + "\n" + told + shown());
        return Files.readString(out);
    }

    /** What all terminals show, for who looks at a failure. */
    String shown() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < started.size(); i++) {
            try {
                all.append("\n--- terminal ").append(i).append('\n').append(Files.readString(log(i)));
            } catch (IOException e) {
                all.append(e);
            }
        }
        return all.toString();
    }

    /** The answer to a command of {@code enginehub}. */
    JsonNode ask(String words) throws Exception {
        return JSON.readTree(type("./enginehub " + words + " --json"));
    }

    /** Asks until the answer is as wanted. */
    JsonNode await(String words, Predicate<JsonNode> wanted) throws Exception {
        JsonNode answer = ask(words);
        while (!wanted.test(answer)) { // why no bound of its own: the test has one, and each look takes a JVM's start
            answer = ask(words);
        }
        return answer;
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    /** Ends what was started. */
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }
}
