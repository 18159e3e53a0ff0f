package io.enginehub.examples.walkthrough;

import static io.enginehub.examples.walkthrough.Command.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainAndScoreTest {
    private static final List<String> TRAINED = List.of("tree", "bayes", "knn", "logistic", "vote");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"iris", "wine"})
    void trainedModelsBeatTheBaselineOnHeldOutRows(String data) throws IOException {
        JsonNode document = Command.json(
                0, "run", file(data + "/train.json"), "--input", file(data + "/" + data + ".csv"), "--json");
        assertEquals("FINISHED", document.get("status").asText());
        Comparison comparison = Comparison.of(document.get("output"));
        for (String model : TRAINED) {
            assertTrue(
                    comparison.value(model, "accuracy") > comparison.value("majority", "accuracy") + 0.3,
                    () -> model + " does not beat the baseline: " + comparison.rows());
        }
    }

    @Test
    void standardisingGainsOnWine() throws IOException {
        JsonNode document = Command.json(0, "run", file("wine/train.json"), "--input", file("wine/wine.csv"), "--json");
        Comparison comparison = Comparison.of(document.get("output"));
        double gain = comparison.value("knn", "mean over folds") - comparison.value("knnRaw", "mean over folds");
        assertTrue(gain > 0.15, () -> "the gain is only " + gain);
    }

    @Test
    void aFlowWorksOnAnotherTableWhenItsLabelIsSet() throws IOException {
        String[] args = {
            "run", file("iris/train.json"), "--input", file("wine/wine.csv"), "--set", "split.label=cultivar", "--json"
        };
        assertEquals("FINISHED", Command.json(0, args).get("status").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tree", "vote"})
    void aPromotedFlowScoresRowsWithAndWithoutTheLabel(String to) throws IOException {
        String scored = folder.resolve("score.json").toString();
        Command trained = Command.run(
                "run",
                file("iris/train.json"),
                "--input",
                file("iris/iris.csv"),
                "--promote",
                "split#/test:" + to,
                "--as",
                "iris-score",
                "--promoted",
                scored);
        assertEquals(0, trained.code(), trained::toString);
        assertTrue(trained.out().contains("score.json") || trained.err().contains("score.json"), trained::toString);

        List<String> lines = Files.readAllLines(Path.of(file("iris/iris.csv")));
        Path unlabelled = folder.resolve("new.csv");
        Files.write(
                unlabelled,
                lines.stream()
                        .map(line -> line.substring(0, line.lastIndexOf(',')))
                        .toList());
        JsonNode with = Command.json(0, "run", scored, "--input", file("iris/iris.csv"), "--json");
        JsonNode without = Command.json(0, "run", scored, "--input", unlabelled.toString(), "--json");
        assertEquals(with.get("output"), without.get("output"));

        Path csv = folder.resolve("scored.csv");
        Command.run("run", scored, "--input", unlabelled.toString(), "--output", csv.toString());
        List<String> labels = Files.readAllLines(csv);
        assertEquals(lines.size(), labels.size(), "a header, and a label for each row");
        long right = 0;
        for (int i = 1; i < lines.size(); i++) {
            right += lines.get(i).endsWith("," + labels.get(i)) ? 1 : 0;
        }
        assertTrue(right > 0.9 * (lines.size() - 1), "only " + right + " rows are right: are they in order?");
    }

    @Test
    void aCutThatLeaksIsRefusedByNameBeforeAnythingRuns() {
        Command command = Command.run(
                "run",
                file("iris/train.json"),
                "--input",
                file("iris/iris.csv"),
                "--promote",
                "split#/test:compare",
                "--as",
                "leak",
                "--promoted",
                folder.resolve("leak.json").toString());
        assertEquals(2, command.code(), command::toString);
        assertEquals("", command.out());
        assertEquals("""
                --promote split#/test:compare: the promotion has a fault:
                  processors.compare.input.folds: 'compare' takes 'folds', which does not come from 'split#/test'. \
                Start the cut further up, or end it before 'compare'.
                """, command.err());
    }
}
