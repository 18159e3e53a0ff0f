package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        Child child = launch("test.print", "--json");
        assertEquals(0, child.end(), child::toString);
        assertEquals("FINISHED", Json.parse(child.out()).get("status").textValue());
        assertTrue(child.err().contains("printed by an algorithm\n"), child::toString);
    }

    @Test
    void cancelsTheProcessWhenItIsToldToEnd() throws Exception {
        Child child = launchAndAwait("test.wait");
        assertTrue(child.stop() != 0, child::toString);
        assertTrue(child.out().contains("f is CANCELLED"), child::toString);
        assertTrue(child.err().contains("Cancelling …"), child::toString);
    }

    @Test
    void leavesAProcessThatTheNextRunCancelsAndDoesNotRun() throws Exception {
        Child killed = launchAndAwait("test.wait");
        List<String> ids = ids("RUNNING");
        assertEquals(1, ids.size(), "while it runs");
        killed.kill();
        assertEquals(ids, ids("RUNNING (its run is gone)"));
        Launched shown = home("show", ids.get(0));
        assertEquals(0, shown.code(), shown::toString);
        assertTrue(shown.out().contains("f is RUNNING"), shown::toString);
        assertTrue(shown.err().contains("Its run is gone."), shown::toString);

        Child next = launch("test.print");
        assertEquals(0, next.end(), next::toString);
        String errors = next.err();
        assertTrue(errors.contains("Cancelled process "), errors);
        assertTrue(errors.contains(ids.get(0) + " of flow f: its run is gone, and left it RUNNING."), errors);
        assertFalse(errors.contains("waiting"), "the process is not run again: " + errors);
        assertEquals(ids, ids("CANCELLED"));
        assertEquals(1, ids("FINISHED").size());
    }

    @Test
    void letsTwoRunsGoOnAtOnceAndIsReadMeanwhile() throws Exception {
        Child first = launchAndAwait("test.wait");
        Launched second = home(arguments("test.print").toArray(String[]::new));
        assertEquals(0, second.code(), second::toString);
        Launched listed = home("ps", "--json");
        assertEquals(2, Json.parse(listed.out()).size(), listed::toString);
        assertEquals(1, ids("RUNNING").size(), "the other file is free, and this one is not");
        assertTrue(Files.exists(folder.resolve("home/history-2.db")));
        first.kill();
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
    private Child launchAndAwait(String algorithm) throws Exception {
        Child child = launch(algorithm);
        child.awaitLine("waiting");
        return child;
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

    private Child launch(String algorithm, String... more) throws IOException {
        List<String> words = new ArrayList<>(arguments(algorithm));
        words.addAll(List.of(more));
        return Child.launch(folder, words);
    }
}
