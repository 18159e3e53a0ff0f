package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.SubmitOptions;
import io.enginehub.store.jdbc.JdbcProcessStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --store}: where a run's process is kept. */
final class StoreTest {
    private static Path jar = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void makeAlgorithms(@TempDir Path folder) {
        jar = AlgorithmJar.samples(folder);
    }

    private Launched run(String... more) throws IOException {
        return run(folder.resolve("home"), more);
    }

    private Launched run(Path home, String... more) throws IOException {
        Path flow = Files.writeString(
                folder.resolve("f.json"),
                "{\"format\":1,\"key\":\"f\",\"processors\":{\"a\":{\"algorithm\":\"text.words\"}}}");
        Path input = Files.writeString(folder.resolve("in.txt"), "to be");
        List<String> args = new ArrayList<>(
                List.of("run", flow.toString(), "--input", input.toString(), "--algorithms", jar.toString()));
        args.addAll(List.of(more));
        return Launched.run(Map.of(DataFolder.VARIABLE, home.toString()), "", args.toArray(String[]::new));
    }

    @Test
    void isTheFileThatTheOptionNames() throws IOException {
        String store = "sqlite:" + folder.resolve("mine/runs.db");
        Launched ran = run("--store", store);
        assertEquals(0, ran.code(), ran::toString);
        assertFalse(Files.exists(folder.resolve("home")));
        String again = ran.out().lines().reduce((first, second) -> second).orElse("");
        assertTrue(again.startsWith("  again    ./enginehub show "), ran::toString);
        assertTrue(again.endsWith(" --store " + store), ran::toString);
        Launched shown = Launched.run(again.substring(again.indexOf("show")).split(" "));
        assertEquals(0, shown.code(), shown::toString);
        assertTrue(shown.out().contains("f is FINISHED"), shown::toString);
    }

    @Test
    void isMemoryWhereTheOptionSaysSo() throws IOException {
        Launched ran = run("--store", "memory");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.err().startsWith("The memory store keeps nothing"), ran::toString);
        assertFalse(ran.out().contains("again"), ran::toString);
        assertFalse(Files.exists(folder.resolve("home")));
    }

    @Test
    void isRefusedBeforeAnythingRuns() throws IOException {
        Path junk = Files.writeString(folder.resolve("junk.db"), "junk ".repeat(1000));
        Path held = folder.resolve("held.db");
        try (JdbcProcessStore other = JdbcProcessStore.open("sqlite:" + held)) {
            for (String[] wrong : new String[][] {
                {"history.db", "name sqlite:PATH, jdbc:postgresql://HOST/DATABASE?user=…&password=…, or memory"},
                {"sqlite:" + junk, "is no database of SQLite"},
                {"sqlite:" + folder, "is no file"},
                {"postgresql://h:port/d", "is no URL of PostgreSQL"},
                {"sqlite:" + junk + "/x.db", "cannot be used"},
                {"sqlite:" + held, "Another hub uses the file"}
            }) {
                Launched ran = run("--store", wrong[0]);
                assertEquals(2, ran.code(), ran::toString);
                assertTrue(ran.err().contains(wrong[1]), ran::toString);
                assertEquals("", ran.out());
                MainTest.assertNoStackTrace(ran);
            }
            assertEquals(0, other.history().flows().size());
        }
        assertFalse(Files.exists(Path.of(junk + ".lock")), "nothing is put beside the file of another program");
    }

    @Test
    void isRefusedForLookingBackWithAMessage() throws IOException {
        Path junk = Files.writeString(folder.resolve("junk.db"), "junk ".repeat(1000));
        for (String[] wrong : new String[][] {
            {"memory", "nothing of it is left"},
            {"sqlite:" + folder.resolve("none.db"), "there is no such file"},
            {"sqlite:" + junk, "is no store of EngineHub"},
            {"history.db", "name sqlite:PATH"}
        }) {
            Launched listed = Launched.run("ps", "--store", wrong[0]);
            assertEquals(2, listed.code(), listed::toString);
            assertTrue(listed.err().startsWith("--store " + wrong[0] + ": "), listed::toString);
            assertTrue(listed.err().contains(wrong[1]), listed::toString);
            MainTest.assertNoStackTrace(listed);
        }
    }

    @Test
    void needsAFolderThatCanBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Launched ran = run(file.resolve("home"));
        assertEquals(2, ran.code(), ran::toString);
        assertTrue(
                ran.err().startsWith("The history of runs cannot be kept in " + file.resolve("home")), ran::toString);
        assertTrue(ran.err().contains("--store sqlite:PATH") && ran.err().contains("--store memory"), ran::toString);
        assertEquals("", ran.out());
        MainTest.assertNoStackTrace(ran);
    }

    @Test
    void showsNoPasswordNotEvenToThoseWhoDebug() {
        for (String[] args : new String[][] {
            {"ps", "--store", "mysql://me:s3cret@h/d", "--debug"},
            {"ps", "--stor", "postgresql://h/d?user=me&password=s3cret", "--debug"},
            {"ps", "--store", "postgresql://me:s3cret@h:port/d", "--debug"}
        }) {
            Launched listed = Launched.run(args);
            assertTrue(listed.code() != 0, listed::toString);
            assertTrue(listed.err().contains("\tat "), listed::toString);
            assertFalse((listed.out() + listed.err()).contains("s3cret"), listed::toString);
        }
    }

    @Test
    void isNotThatOfAnApplicationWhoseFlowsWait() throws IOException {
        Path file = folder.resolve("application.db");
        ProcessFlow flow =
                ProcessFlow.builder("served").processor("a", "text.words").build();
        ProcessId id;
        try (JdbcProcessStore store = JdbcProcessStore.open("sqlite:" + file)) {
            try (EngineHub engine = EngineHub.local()
                    .store(store)
                    .algorithm(Algorithm.of("text.words", String.class, text -> text))
                    .start()) {
                engine.hub().deploy(flow, Duration.ofSeconds(30));
            }
            try (EngineHub engine = EngineHub.local().store(store).start()) {
                id = engine.hub().submit("served", Payload.of("to be"), SubmitOptions.none());
            }
        }
        Launched ran = run("--store", "sqlite:" + file);
        assertEquals(2, ran.code(), ran::toString);
        assertTrue(ran.err().contains("it is an application's store"), ran::toString);
        Launched shown = Launched.run("show", id.toString(), "--store", "sqlite:" + file);
        assertTrue(shown.out().contains("served is PENDING"), shown::toString);
    }
}
