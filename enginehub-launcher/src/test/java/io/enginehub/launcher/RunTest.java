package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} from the arguments to what is printed, on the engine itself. */
final class RunTest {
    private static Path jar = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    private Path input = Path.of("");

    @BeforeAll
    static void makeAlgorithms(@TempDir Path folder) {
        jar = AlgorithmJar.samples(folder);
    }

    @BeforeEach
    void writeInput() throws IOException {
        input = Files.writeString(folder.resolve("in.txt"), "to be or\nnot to be");
    }

    @Test
    void printsStepsAndOutputAndExitsWithZero() throws IOException {
        Launched launched = run(flow("text.words"));
        assertEquals(0, launched.code(), launched::toString);
        assertTrue(launched.out().contains("  a          text.words  FINISHED         1"), launched::toString);
        assertTrue(
                launched.out().contains("\n[\"to\", \"be\", \"or\", \"not\", \"to\", \"be\"]\n"), launched::toString);
        assertTrue(launched.out().contains("Log\n  a: cutting\n"), launched::toString);
        assertTrue(launched.out().contains("f is FINISHED"), launched::toString);
    }

    @Test
    void tellsProgressOnStandardError() throws IOException {
        Launched launched = run(flow("text.words"));
        assertTrue(launched.err().startsWith("a FINISHED at "), launched::toString);
    }

    @Test
    void showsATableWithTheBestMarked() throws IOException {
        Launched launched = run(flow("evaluate.compare"));
        assertTrue(
                launched.out().contains("Held out\n  model  accuracy\n  ─────  ────────\n★ most        0.5\n"),
                launched::toString);
    }

    @Test
    void printsOneDocumentForScripts() throws IOException {
        Launched launched = run(flow("test.warn"), "--json", "--label", "who=me");
        assertEquals(0, launched.code(), launched::toString);
        JsonNode json = Json.parse(launched.out());
        assertEquals("FINISHED", json.get("status").textValue());
        assertEquals("me", json.get("labels").get("who").textValue());
        assertEquals("to be or\nnot to be", json.get("output").textValue());
        assertEquals("a", json.get("steps").get(0).get("processor").textValue());
        assertEquals(
                "row 7 has no label", json.get("warnings").get(0).get("text").textValue());
        assertEquals(1, json.get("logs").size());
        assertFalse(json.get("id").textValue().isEmpty());
    }

    @Test
    void saysWhichStepFailedAndHowAndExitsWithOne() throws IOException {
        Launched launched = run(flow("test.fail"));
        assertEquals(1, launched.code(), launched::toString);
        assertTrue(launched.out().contains("f is FAILED"), launched::toString);
        assertTrue(
                launched.out().contains("  step     a (test.fail)\n  kind     ALGORITHM\n  message  "),
                launched::toString);
        assertTrue(launched.out().contains("line 3: 'abc' is no number"), launched::toString);
        MainTest.assertNoStackTrace(launched);
    }

    @Test
    void tellsScriptsOfTheFailureToo() throws IOException {
        Launched launched = run(flow("test.null"), "--json");
        assertEquals(1, launched.code(), launched::toString);
        JsonNode json = Json.parse(launched.out());
        assertEquals("FAILED", json.get("status").textValue());
        assertEquals("ALGORITHM", json.get("failure").get("kind").textValue());
        assertTrue(json.get("output").isNull());
    }

    @Test
    void showsWarnings() throws IOException {
        Launched launched = run(flow("test.warn"));
        assertTrue(launched.out().contains("Warnings\n  a: row 7 has no label\n"), launched::toString);
    }

    @Test
    void setsAFieldOfAModelForThisRun() throws IOException {
        input = Files.writeString(folder.resolve("in.txt"), "ab");
        Launched launched = run(flow("text.repeat"), "--set", "a.times=3", "--json");
        assertEquals("ababab", Json.parse(launched.out()).get("output").textValue(), launched::toString);
    }

    @Test
    void saysWhichAlgorithmsAreMissingInsteadOfWaiting() throws IOException {
        Launched launched = run(flow("text.wrods"));
        assertEquals(2, launched.code());
        assertTrue(launched.err().contains("text.wrods (for a). Did you mean 'text.words'?"), launched::toString);
        assertTrue(launched.err().contains("There are classifier.most, "), launched::toString);
        assertEquals("", launched.out());
    }

    @Test
    void readsStandardInput() throws IOException {
        Launched launched = Launched.run(
                Map.of("ENGINEHUB_ALGORITHMS", jar.toString()),
                "a b",
                "run",
                flow("text.words").toString(),
                "--input",
                "-",
                "--input-type",
                "txt",
                "--json");
        assertEquals("[\"a\",\"b\"]", Json.parse(launched.out()).get("output").toString(), launched::toString);
    }

    @Test
    void asksForAnInputWhereTheFlowReadsOne() throws IOException {
        Launched launched = Launched.run("run", flow("text.words").toString(), "--algorithms", jar.toString());
        assertEquals(2, launched.code());
        assertTrue(launched.err().contains("give its file with --input"), launched::toString);
    }

    @Test
    void writesTheOutputToAFile() throws IOException {
        Path file = folder.resolve("out.json");
        Launched launched = run(flow("text.words"), "--output", file.toString());
        assertTrue(launched.out().endsWith("The output is in " + file + "\n"), launched::toString);
        assertEquals("[\"to\", \"be\", \"or\", \"not\", \"to\", \"be\"]\n", Files.readString(file));
    }

    @Test
    void writesALabelARowAsCsv() throws IOException {
        Path file = folder.resolve("out.csv");
        assertEquals(0, run(flow("text.words"), "--output", file.toString()).code());
        assertEquals("label\nto\nbe\nor\nnot\nto\nbe\n", Files.readString(file));
    }

    @Test
    void saysThatAnOutputCannotBeCsvAfterItHasShownIt() throws IOException {
        Path file = folder.resolve("out.csv");
        Path flow = Files.writeString(
                folder.resolve("f.json"),
                "{\"format\":1,\"key\":\"f\",\"processors\":{\"a\":{\"algorithm\":\"text.words\"}},\"output\":{\"n\":1}}");
        Launched launched = run(flow, "--output", file.toString());
        assertEquals(2, launched.code(), launched::toString);
        assertTrue(launched.out().contains("{\"n\": 1}"), launched::toString);
        assertTrue(launched.err().contains("cannot be written as CSV"), launched::toString);
        assertFalse(Files.exists(file));
    }

    @Test
    void checksBeforeTheRunThatItsFilesCanBeWritten() throws IOException {
        Launched launched =
                run(flow("text.words"), "--output", folder.resolve("no/out.csv").toString());
        assertEquals(2, launched.code());
        assertTrue(launched.err().contains("its folder does not exist"), launched::toString);
        assertEquals("", launched.out());
    }

    private Path flow(String algorithm) throws IOException {
        return Files.writeString(
                folder.resolve("f.json"),
                "{\"format\":1,\"key\":\"f\",\"processors\":{\"a\":{\"algorithm\":\"" + algorithm
                        + "\",\"retry\":{\"maxAttempts\":1}}}}");
    }

    private Launched run(Path flow, String... more) {
        List<String> args = new ArrayList<>(
                List.of("run", flow.toString(), "--input", input.toString(), "--algorithms", jar.toString()));
        args.addAll(List.of(more));
        return Launched.run(args.toArray(String[]::new));
    }
}
