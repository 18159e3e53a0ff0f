package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.store.jdbc.JdbcProcessStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ps}, {@code show}, {@code logs} and {@code promote} on what {@code run} has left. */
final class HistoryTest {
    private static Path jar = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    private Path home = Path.of("");

    @BeforeAll
    static void makeAlgorithms(@TempDir Path folder) {
        jar = AlgorithmJar.samples(folder);
    }

    @BeforeEach
    void nameTheHome() {
        home = folder.resolve("home");
    }

    private Launched launch(String... args) {
        return Launched.run(Map.of(DataFolder.VARIABLE, home.toString()), "", args);
    }

    /** Runs a flow of one processor; gives the id of its process. */
    private String run(String algorithm, String... more) throws IOException {
        Path flow = Files.writeString(
                folder.resolve("f.json"),
                "{\"format\":1,\"key\":\"of-" + algorithm + "\",\"processors\":{\"a\":{\"algorithm\":\"" + algorithm
                        + "\",\"retry\":{\"maxAttempts\":1}}}}");
        return id(run(flow, more));
    }

    private Launched run(Path flow, String... more) throws IOException {
        Path input = Files.writeString(folder.resolve("in.txt"), "to be or\nnot to be");
        List<String> args = new ArrayList<>(
                List.of("run", flow.toString(), "--input", input.toString(), "--algorithms", jar.toString(), "--json"));
        args.addAll(List.of(more));
        return launch(args.toArray(String[]::new));
    }

    private static String id(Launched launched) {
        return Json.parse(launched.out()).get("id").textValue();
    }

    private static String end(String id) {
        return id.substring(id.length() - 12);
    }

    private List<String> ids(String... args) {
        List<String> all = new ArrayList<>(List.of("ps", "--json"));
        all.addAll(List.of(args));
        Launched launched = launch(all.toArray(String[]::new));
        assertEquals(0, launched.code(), launched::toString);
        List<String> ids = new ArrayList<>();
        Json.parse(launched.out()).forEach(process -> ids.add(process.get("id").textValue()));
        return ids;
    }

    // ── ps ──

    @Test
    void listsTheNewestFirst() throws IOException {
        String words = run("text.words");
        String failed = run("test.fail");
        Launched listed = launch("ps");
        assertEquals(0, listed.code(), listed::toString);
        List<String> lines = listed.out().lines().toList();
        assertTrue(lines.get(0).matches(" +id +flow +status +submitted +took +failure *"), listed::toString);
        assertEquals(4, lines.size(), listed::toString);
        assertTrue(
                lines.get(2)
                        .matches(
                                "  " + end(failed)
                                        + "  of-test.fail   FAILED    \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d +[0-9.]+ m?s  a: .*'abc' is no number"),
                listed::toString);
        assertTrue(lines.get(3).matches("  " + end(words) + "  of-text.words  FINISHED  .*"), listed::toString);
    }

    @Test
    void listsThoseThatAreAskedFor() throws IOException {
        String words = run("text.words", "--label", "who=me");
        String failed = run("test.fail", "--label", "who=me");
        String other = run("test.warn", "--label", "who=you");
        assertEquals(List.of(other, failed, words), ids());
        assertEquals(List.of(other), ids("--limit", "1"));
        assertEquals(List.of(failed), ids("--status", "failed"));
        assertEquals(List.of(failed, words), ids("--label", "who=me"));
        assertEquals(List.of(other, words), ids("--status", "FINISHED"));
        assertEquals(List.of(failed), ids("--flow", "of-test.fail"));
        Launched none = launch("ps", "--flow", "no");
        assertEquals(0, none.code());
        assertTrue(none.err().startsWith("There are no such processes in " + home), none::toString);
    }

    @Test
    void listsThoseOfATime() throws IOException {
        String first = run("text.words");
        String second = run("text.words");
        String submitted = Json.parse(launch("ps", "--json", "--limit", "1").out())
                .get(0)
                .get("submitted")
                .textValue();
        assertEquals(List.of(second), ids("--since", submitted));
        assertEquals(List.of(first), ids("--until", submitted));
        assertEquals(List.of(first), ids("--since", "1h", "--until", submitted));
        assertEquals(List.of(second, first), ids("--since", "1h", "--until", "2999-01-01"));
        assertEquals(List.of(), ids("--until", "1h"));
        Launched none = launch("ps", "--since", "2999-01-01");
        assertTrue(none.err().startsWith("There are no such processes in " + home), none::toString);
        Launched wrong = launch("ps", "--since", "1h", "--until", "2h");
        assertEquals(2, wrong.code(), wrong::toString);
        assertTrue(wrong.err().startsWith("--since 1h --until 2h: nothing lies between"), wrong::toString);
        Launched odd = launch("ps", "--since", "yesterday");
        assertEquals(2, odd.code(), odd::toString);
        assertTrue(odd.err().startsWith("--since yesterday: write how long ago"), odd::toString);
    }

    @Test
    void saysThatThereIsNothingYetAndMakesNothing() {
        Launched listed = launch("ps");
        assertEquals(0, listed.code());
        assertEquals("There are no processes in " + home + ".\n", listed.err());
        assertFalse(Files.exists(home));
        assertEquals("[]\n", launch("ps", "--json").out());
    }

    @Test
    void looksIntoAllFilesAndLeavesOutWhatItCannotRead() throws IOException {
        String first = run("text.words");
        String second;
        try (JdbcProcessStore other = JdbcProcessStore.open("sqlite:" + home.resolve("history.db"))) {
            second = run("text.words");
            assertEquals(0, other.history().flows().size());
            assertEquals(List.of(second, first), ids(), "while another run has the first file");
        }
        String third = run("text.words");
        assertTrue(Files.exists(home.resolve("history-2.db")));
        assertFalse(Files.exists(home.resolve("history-3.db")), "the first file is free again");
        assertEquals(List.of(third, second, first), ids());
        assertEquals(List.of(third, second), ids("--limit", "2"));
        assertEquals(0, launch("show", second).code());

        Files.writeString(home.resolve("history-2.db"), "junk ".repeat(1000));
        Launched listed = launch("ps", "--json");
        assertEquals(0, listed.code());
        assertTrue(listed.err().startsWith("Left out " + home.resolve("history-2.db") + ": "), listed::toString);
        assertEquals(2, Json.parse(listed.out()).size());
    }

    // ── show ──

    @Test
    void showsWhatTheRunHasShown() throws IOException {
        Path flow = Files.writeString(
                folder.resolve("g.json"),
                "{\"format\":1,\"key\":\"g\",\"processors\":{\"a\":{\"algorithm\":\"text.words\"}}}");
        Path input = Files.writeString(folder.resolve("in.txt"), "to be");
        Launched ran = launch("run", flow.toString(), "--input", input.toString(), "--algorithms", jar.toString());
        List<String> lines = ran.out().lines().toList();
        String again = lines.get(lines.size() - 1);
        assertTrue(again.matches("  again    ./enginehub show [0-9a-f]{12}"), ran::toString);
        Launched shown = launch("show", again.substring(again.lastIndexOf(' ') + 1));
        assertEquals(0, shown.code(), shown::toString);
        assertEquals(lines.subList(0, lines.size() - 1), shown.out().lines().toList());
        assertEquals("", shown.err());
    }

    @Test
    void showsTheSameDocument() throws IOException {
        for (String algorithm : List.of("test.warn", "test.fail")) {
            Path flow = folder.resolve("f.json");
            run(algorithm);
            Launched ran = run(flow);
            assertEquals(
                    Json.parse(ran.out()),
                    Json.parse(launch("show", id(ran), "--json").out()));
        }
    }

    @Test
    void writesAnOutputThatIsThere() throws IOException {
        Path file = folder.resolve("out.csv");
        Launched shown = launch("show", run("text.words"), "--output", file.toString());
        assertEquals(0, shown.code(), shown::toString);
        assertEquals("label\nto\nbe\nor\nnot\nto\nbe\n", Files.readString(file));
        Launched none = launch("show", run("test.fail"), "--output", file.toString());
        assertEquals(2, none.code());
        assertTrue(none.err().contains("is FAILED: it has no output"), none::toString);
    }

    @Test
    void findsAProcessByTheBeginningOrTheEndOfItsId() throws IOException {
        String one = run("text.words");
        String two = run("text.words");
        for (String text : List.of(one, end(one), end(one).substring(4).toUpperCase(Locale.ROOT))) {
            assertEquals(one, id(launch("show", text, "--json")));
        }
        Launched ambiguous = launch("show", one.substring(0, 4));
        assertEquals(2, ambiguous.code());
        assertEquals("", ambiguous.out());
        assertTrue(ambiguous.err().contains("is the beginning or end of 2 ids:\n  " + two), ambiguous::toString);
        assertTrue(ambiguous.err().contains("\n  " + one), ambiguous::toString);
        assertEquals(two, id(launch("show", two.substring(0, 23), "--json")));
    }

    @Test
    void tellsTheNewestWhereThereIsNoSuchProcess() throws IOException {
        String id = run("text.words");
        for (String command : List.of("show", "logs")) {
            for (String unknown : List.of("ffffffffffff", "00000000-0000-0000-0000-000000000000")) {
                Launched launched = launch(command, unknown);
                assertEquals(2, launched.code());
                assertTrue(
                        launched.err()
                                .startsWith("There is no process '" + unknown + "' in " + home + ". The newest are:\n  "
                                        + id),
                        launched::toString);
                MainTest.assertNoStackTrace(launched);
            }
        }
        Launched wrong = launch("show", "x y");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("'x y' is no part of an id"), wrong::toString);
    }

    // ── logs ──

    @Test
    void printsWhatWasLogged() throws IOException {
        Launched words = launch("logs", run("text.words"));
        assertTrue(
                words.out().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}  a: cutting\n"),
                words::toString);
        Launched warned = launch("logs", run("test.warn"));
        assertTrue(warned.out().endsWith("  WARN  a: row 7 has no label\n"), warned::toString);
        Launched nothing = launch("logs", run("text.repeat", "--set", "a.times=1"));
        assertEquals(0, nothing.code());
        assertTrue(nothing.err().contains("have logged nothing"), nothing::toString);
    }

    // ── promote ──

    @Test
    void promotesWhatARunBeforeHasTrained() throws IOException {
        Path training = Files.writeString(folder.resolve("train.json"), """
                {"format": 1, "key": "train", "processors": {
                  "words": {"algorithm": "text.words"},
                  "fit":   {"algorithm": "trainer.most", "input": "words"},
                  "label": {"algorithm": "classifier.most", "modelFrom": "fit"}}}
                """);
        String id = id(run(training));
        Path file = folder.resolve("score.json");
        String[] args = {"promote", end(id), "#:label", "--as", "score", "--promoted", file.toString()};
        Launched promoted = launch(args);
        assertEquals(0, promoted.code(), promoted::toString);
        assertEquals(
                "Flow 'score' is in " + file + ", its models in it. Use it with\n  ./enginehub run " + file
                        + " --input DATA\n",
                promoted.out());
        JsonNode output = Json.parse(run(file).out()).get("output");
        assertEquals("[\"to\"]", output.toString());

        args[2] = "#:lable";
        Launched wrong = launch(args);
        assertEquals(2, wrong.code());
        assertTrue(
                wrong.err().startsWith("#:lable: the promotion has a fault:\n  TO: there is no processor 'lable'"),
                wrong::toString);
        assertTrue(wrong.err().contains("Did you mean 'label'?"), wrong::toString);
    }

    @Test
    void promotesNothingThatDidNotFinish() throws IOException {
        Path file = folder.resolve("score.json");
        Launched promoted = launch("promote", run("test.fail"), "#:a", "--as", "score", "--promoted", file.toString());
        assertEquals(2, promoted.code());
        assertTrue(promoted.err().contains("is FAILED; only a FINISHED one can be promoted"), promoted::toString);
        assertFalse(Files.exists(file));
    }
}
