package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process of its own: what cannot be seen from inside a JVM. */
@Timeout(120)
final class ProcessTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void keepsWhatAlgorithmsPrintOffStandardOutput() throws Exception {
        Process process = launch("test.print", "--json");
        assertEquals(0, process.waitFor(), Files.readString(errors()));
        String out = Files.readString(output());
        assertEquals("FINISHED", Json.parse(out).get("status").textValue());
        assertTrue(Files.readString(errors()).contains("printed by an algorithm\n"));
    }

    @Test
    void cancelsTheProcessWhenItIsToldToEnd() throws Exception {
        Path errors = errors();
        Process process = launchAndAwait("test.wait");
        process.destroy();
        assertTrue(process.waitFor() != 0);
        String out = Files.readString(output());
        assertTrue(out.contains("f is CANCELLED"), out + Files.readString(errors));
        assertTrue(Files.readString(errors).contains("Cancelling …"), Files.readString(errors));
    }

    @Test
    void leavesAProcessThatTheNextRunCancelsAndDoesNotRun() throws Exception {
        Process killed = launchAndAwait("test.wait");
        List<String> ids = ids("RUNNING");
        assertEquals(1, ids.size(), "while it runs");
        kill(killed);
        assertEquals(ids, ids("RUNNING (its run is gone)"));
        Launched shown = home("show", ids.get(0));
        assertEquals(0, shown.code(), shown::toString);
        assertTrue(shown.out().contains("f is RUNNING"), shown::toString);
        assertTrue(shown.err().contains("Its run is gone."), shown::toString);

        Process next = launch("test.print");
        assertEquals(0, next.waitFor(), Files.readString(errors()));
        String errors = Files.readString(errors());
        assertTrue(errors.contains("Cancelled process "), errors);
        assertTrue(errors.contains(ids.get(0) + " of flow f: its run is gone, and left it RUNNING."), errors);
        assertFalse(errors.contains("waiting"), "the process is not run again: " + errors);
        assertEquals(ids, ids("CANCELLED"));
        assertEquals(1, ids("FINISHED").size());
    }

    @Test
    void letsTwoRunsGoOnAtOnceAndIsReadMeanwhile() throws Exception {
        Process first = launchAndAwait("test.wait");
        Launched second = home(arguments("test.print").toArray(String[]::new));
        assertEquals(0, second.code(), second::toString);
        Launched listed = home("ps", "--json");
        assertEquals(2, Json.parse(listed.out()).size(), listed::toString);
        assertEquals(1, ids("RUNNING").size(), "the other file is free, and this one is not");
        assertTrue(Files.exists(folder.resolve("home/history-2.db")));
        kill(first);
    }

    /** What {@code kill -9} does: nothing of the run can say good-bye. */
    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private Launched home(String... args) {
        return Launched.run(Map.of(DataFolder.VARIABLE, folder.resolve("home").toString()), "", args);
    }

    /** The ends of the ids that {@code ps} shows with a status. */
    private List<String> ids(String status) {
        Launched listed = home("ps");
        return listed.out()
                .lines()
                .filter(line -> line.contains("  " + status + "  "))
                .map(line -> line.strip().split(" ")[0])
                .toList();
    }

    /** Launches, and returns when the algorithm has said that it waits. */
    private Process launchAndAwait(String algorithm) throws Exception {
        Path errors = errors();
        Process process = launch(algorithm);
        try (BufferedReader lines = follow(errors)) {
            String line = lines.readLine();
            while (line == null || !line.equals("waiting")) {
                assertTrue(process.isAlive(), Files.readString(errors));
                process.waitFor(20, TimeUnit.MILLISECONDS);
                line = lines.readLine();
            }
        }
        return process;
    }

    private static BufferedReader follow(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    private Path errors() {
        return folder.resolve("errors.txt");
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    private List<String> arguments(String algorithm) throws IOException {
        Path flow = Files.writeString(
                folder.resolve("f.json"),
                "{\"format\":1,\"key\":\"f\",\"processors\":{\"a\":{\"algorithm\":\"" + algorithm + "\"}}}");
        Path input = Files.writeString(folder.resolve("in.txt"), "x");
        return List.of(
                "run",
                flow.toString(),
                "--input",
                input.toString(),
                "--algorithms",
                AlgorithmJar.samples(folder).toString());
    }

    private Process launch(String algorithm, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments(algorithm));
        command.addAll(List.of(more));
        ProcessBuilder process =
                new ProcessBuilder(command).redirectOutput(output().toFile()).redirectError(errors().toFile());
        process.environment().put(DataFolder.VARIABLE, folder.resolve("home").toString());
        return process.start();
    }
}
