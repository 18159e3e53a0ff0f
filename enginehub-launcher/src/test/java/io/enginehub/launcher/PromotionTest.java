package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code run --promote}: what is refused before anything runs, what only after, and the flow that comes out. */
final class PromotionTest {
    private static Path samples = Path.of("");
    private static Path more = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    private Path flow = Path.of("");
    private Path ran = Path.of("");
    private Path promoted = Path.of("");

    @BeforeAll
    static void makeAlgorithms(@TempDir Path folder) {
        samples = AlgorithmJar.samples(folder);
        String mark = "java.nio.file.Files.createFile(java.nio.file.Path.of(model.at(\"/file\").as(String.class)));"
                + " return in;";
        more = AlgorithmJar.jar(
                folder.resolve("more.jar"),
                "sample.More",
                "package sample; import io.enginehub.api.*; public class More {"
                        + AlgorithmJar.algorithm("static class Mark", "test.mark", mark)
                        + AlgorithmJar.algorithm(
                                "static class Twice",
                                "test.twice",
                                "return Payload.ofJson(\"{\\\"label\\\":1,\\\"label\\\":2}\");")
                        + "}",
                List.of("sample.More$Mark", "sample.More$Twice"));
    }

    @BeforeEach
    void writeATrainingThatLeavesAMarkWhereItRan() throws IOException {
        Files.writeString(folder.resolve("in.txt"), "to be or\nnot to be");
        ran = folder.resolve("ran");
        promoted = folder.resolve("score.json");
        flow = Files.writeString(folder.resolve("train.json"), """
                {"format": 1, "key": "train", "processors": {
                  "mark":  {"algorithm": "test.mark", "model": {"file": %s}},
                  "words": {"algorithm": "text.words"},
                  "fit":   {"algorithm": "trainer.most", "input": "words"},
                  "twice": {"algorithm": "test.twice"},
                  "label": {"algorithm": "classifier.most", "modelFrom": "fit"},
                  "both":  {"algorithm": "test.warn", "input": ["label", {"seen": "words"}, "label"]},
                  "odd":   {"algorithm": "test.warn", "modelFrom": "twice", "input": "label"}},
                 "output": "label"}
                """.formatted(Json.NODES.textNode(ran.toString())));
    }

    @Test
    void writesAFlowAndPrintsTheCommandThatUsesIt() throws IOException {
        Launched trained = promote("#:label", "score", promoted);
        assertEquals(0, trained.code(), trained::toString);
        assertTrue(Files.exists(ran), "the mark that other tests look for in vain");
        String command = "./enginehub run " + promoted + " --input new.txt --algorithms " + samples;
        assertTrue(trained.out().contains("Use it with\n  " + command), trained::toString);
        assertTrue(Files.readString(promoted).contains("\"model\": {\"label\": \"to\"}"), Files.readString(promoted));

        Path rows = Files.writeString(folder.resolve("new.csv"), "x\n1\n2\n");
        Path scored = folder.resolve("scored.csv");
        Launched used = run(promoted, rows, "--output", scored.toString());
        assertEquals(0, used.code(), used::toString);
        assertEquals("label\nto\nto\n", Files.readString(scored));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "words#/9:label|FROM: 'label' is not reached from 'words#/9', which no processor takes as its input."
                        + " Start at what one takes, such as words.",
                "words:label|TO: 'label' is not reached from 'words' by inputs; modelFrom and after do not count."
                        + " Start the cut further up, or end it at one of fit, both.",
                "label:both|processors.both.input[1].seen: 'both' takes 'words', which does not come from 'label'."
                        + " Start the cut further up, or end it before 'both'.",
                "words#x:fit|FROM: 'words#x' is no reference: a JSON Pointer starts with '/', and 'x' does not."
                        + " Refer to a processor as \"key\", to a part of its output as \"key#/pointer\", to the"
                        + " process's input as \"#\".",
                "wrods#/0:fit|FROM: 'wrods#/0' refers to no processor of flow 'train'. Refer to one of mark, words, fit,"
                        + " twice, label, both, odd, or to the process's input as \"#\". Did you mean 'words'?",
                "#:lable|TO: there is no processor 'lable' in flow 'train'. Name one of mark, words, fit, twice, label,"
                        + " both, odd. Did you mean 'label'?"
            })
    void refusesACutBeforeTheRun(String cut, String fault) {
        assertRefusedBeforeTheRun(
                promote(cut, "score", promoted),
                "--promote " + cut + ": the promotion has a fault:\n  " + fault + "\n");
    }

    @Test
    void refusesAKeyBeforeTheRun() {
        assertRefusedBeforeTheRun(
                promote("#:label", "a b", promoted),
                "--promote #:label: the promotion has a fault:\n  --as: 'a b' is no flow key. Use 1 to 100 characters"
                        + " out of a-z, A-Z, 0-9, '_', '.' and '-'.\n");
    }

    @Test
    void refusesAFileThatCannotBeWrittenBeforeTheRun() {
        Path nowhere = folder.resolve("no/score.json");
        assertRefusedBeforeTheRun(
                promote("#:label", "score", nowhere),
                "--promote #:label: the promotion has a fault:\n  --promoted: " + nowhere
                        + ": its folder does not exist.\n");
    }

    @ParameterizedTest
    @CsvSource({"label", ":label"})
    void asksForBothEndsBeforeTheRun(String cut) {
        assertRefusedBeforeTheRun(
                promote(cut, "score", promoted), "--promote " + cut + ": write FROM:TO, such as split#/test:tree\n");
    }

    @Test
    void tellsAllFaultsAtOnceBeforeTheRun() {
        Launched ends = promote("wrods:lable", "a b", folder.resolve("no/score.json"));
        assertPlaces(ends, "wrods:lable", "FROM", "TO", "--as", "--promoted");
        Launched start = promote("label#/0:both", "a b", folder);
        assertPlaces(start, "label#/0:both", "FROM", "--as", "--promoted");
        Launched leak = promote("label:both", "a b", folder);
        assertPlaces(leak, "label:both", "--as", "processors.both.input[1].seen", "--promoted");
    }

    private void assertPlaces(Launched launched, String cut, String... places) {
        assertRefusedBeforeTheRun(
                launched, "--promote " + cut + ": the promotion has " + places.length + " faults:\n  ");
        assertEquals(
                List.of(places),
                launched.err()
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(2, line.indexOf(": ")))
                        .toList());
    }

    @Test
    void refusesAnAlgorithmThatIsThereTwiceOrNotAtAllBeforeTheRun() throws IOException {
        Path again = Files.copy(samples, folder.resolve("again.jar"));
        Launched twice = promote("#:label", "score", promoted, "--algorithms", again.toString());
        assertRefusedBeforeTheRun(twice, "Algorithm 'evaluate.compare' is there twice: ");
        Files.writeString(flow, Files.readString(flow).replace("trainer.most", "trainer.mots"));
        assertRefusedBeforeTheRun(
                promote("#:label", "score", promoted), flow + ": the flow needs algorithms that are not available:\n");
    }

    private void assertRefusedBeforeTheRun(Launched launched, String told) {
        assertEquals(2, launched.code(), launched::toString);
        assertTrue(launched.err().startsWith(told), launched::toString);
        assertEquals("", launched.out());
        assertFalse(Files.exists(ran), () -> "it ran: " + launched);
        assertFalse(Files.exists(promoted), launched::toString);
        MainTest.assertNoStackTrace(launched);
    }

    @Test
    void refusesAfterTheRunOnlyWhatTheRunGave() {
        Launched launched = promote("label:odd", "score", promoted);
        assertEquals(2, launched.code(), launched::toString);
        assertTrue(launched.out().contains("train is FINISHED"), launched::toString);
        assertTrue(launched.err().endsWith("""
                --promote label:odd: The cut has a fault:
                  processors.odd.model.label: the key stands twice. Keep one of the two.
                """), launched::toString);
        assertFalse(Files.exists(promoted), launched::toString);
        MainTest.assertNoStackTrace(launched);
    }

    private Launched promote(String cut, String key, Path file, String... args) {
        List<String> all = new ArrayList<>(
                List.of("--promote", cut, "--as", key, "--promoted", file.toString(), "--algorithms", more.toString()));
        all.addAll(List.of(args));
        return run(flow, folder.resolve("in.txt"), all.toArray(String[]::new));
    }

    private static Launched run(Path flow, Path input, String... more) {
        List<String> args = new ArrayList<>(
                List.of("run", flow.toString(), "--input", input.toString(), "--algorithms", samples.toString()));
        args.addAll(List.of(more));
        return Launched.run(args.toArray(String[]::new));
    }
}
