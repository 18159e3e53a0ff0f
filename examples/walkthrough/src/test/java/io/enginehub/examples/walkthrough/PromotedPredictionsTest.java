package io.enginehub.examples.walkthrough;

import static io.enginehub.examples.walkthrough.Command.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A promoted flow gives what the training run gave, for the very rows that were held out there, one by one. */
class PromotedPredictionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** What one training run held out, what it made of that, and the flow that was promoted from the same run. */
    private record Training(JsonNode heldOut, JsonNode given, Path promoted) {}

    @ParameterizedTest
    @CsvSource({
        "iris, species, tree, 45",
        "iris, species, vote, 45",
        "wine, cultivar, knn, 53",
        "wine, cultivar, bayes, 53"
    })
    void areThoseOfTheTrainingRowByRow(String data, String label, String classifier, int rows) throws IOException {
        Training training = train(data, classifier);
        List<String> trained = texts(training.given());
        List<String> truth = truth(training.heldOut(), label);
        assertEquals(rows, truth.size());
        assertEquals(rows, trained.size());
        assertEquals(new TreeSet<>(truth), new TreeSet<>(trained), "each label is there, so that mixed up rows show");
        assertEquals(trained, texts(scored(training)));
    }

    // why: a label forgives a number that lost its last digits on the way through a file; the numbers themselves do not
    @Test
    void restOnNumbersThatKeptEveryDigit() throws IOException {
        Training training = train("wine", "test");
        assertTrue(training.given().get("columns").size() > 4, training.given()::toString);
        assertEquals(training.given(), scored(training));
    }

    /** Trains with the example's flow, of which only the output is another: all processors run whatever that is. */
    private Training train(String data, String to) throws IOException {
        ObjectNode flow = (ObjectNode) JSON.readTree(Files.readString(Path.of(file(data + "/train.json"))));
        flow.putObject("output").put("heldOut", "split#/test").put("given", to);
        Path training = Files.writeString(folder.resolve("train.json"), flow.toString());
        Path promoted = folder.resolve("score.json");
        JsonNode document = Command.json(
                0,
                "run",
                training.toString(),
                "--input",
                file(data + "/" + data + ".csv"),
                "--json",
                "--set",
                "folds.folds=2", // why: they take most of the time, and nothing that is looked at here builds on them
                "--promote",
                "split#/test:" + to,
                "--as",
                data + "-score",
                "--promoted",
                promoted.toString());
        JsonNode output = document.get("output");
        return new Training(output.get("heldOut"), output.get("given"), promoted);
    }

    private JsonNode scored(Training training) throws IOException {
        Path rows = Files.writeString(
                folder.resolve("rows.json"), training.heldOut().toString());
        JsonNode document =
                Command.json(0, "run", training.promoted().toString(), "--input", rows.toString(), "--json");
        return document.get("output");
    }

    private static List<String> truth(JsonNode table, String label) {
        for (JsonNode column : table.get("columns")) {
            if (column.get("name").asText().equals(label)) {
                return texts(column.get("values"));
            }
        }
        throw new AssertionError("there is no column " + label + " in " + table);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
