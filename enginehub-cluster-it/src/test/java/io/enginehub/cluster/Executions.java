package io.enginehub.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What handlers have run, kept by the handlers themselves: a line in a file of each agent's process before the work begins.
 * What is in a file outlives {@code kill -9}.
 */
final class Executions {
    static final String FOLDER = "ENGINEHUB_TEST_EXECUTIONS";

    private Executions() {}

    /**
     * One run of a handler.
     *
     * @param key {@code process/step}
     * @param pid of the agent's process
     * @param millis when it began, since 1970
     */
    record Execution(String key, long pid, long millis) {
        String process() {
            return key.substring(0, key.indexOf('/'));
        }
    }

    // ── in an agent ──

    /** Writes down that a handler runs. */
    static void begun(String key) throws IOException {
        long pid = ProcessHandle.current().pid();
        String line = key + " " + pid + " " + System.currentTimeMillis() + "\n";
        Files.writeString(
                Path.of(System.getenv(FOLDER), pid + ".txt"),
                line,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    // ── in the test ──

    /** How many ran. */
    static int count(Path folder) {
        return read(folder).values().stream().mapToInt(List::size).sum();
    }

    /** All that ran, by key, oldest first. */
    static Map<String, List<Execution>> read(Path folder) {
        List<Execution> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    String[] words = line.split(" ");
                    all.add(new Execution(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, List<Execution>> byKey = new LinkedHashMap<>();
        all.stream()
                .sorted((a, b) -> Long.compare(a.millis, b.millis))
                .forEach(one ->
                        byKey.computeIfAbsent(one.key, key -> new ArrayList<>()).add(one));
        return byKey;
    }
}
