package io.enginehub.examples.walkthrough;

import static io.enginehub.examples.walkthrough.Command.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

    // why from history: whether a model is wanted is often known only when others have been trained after it
    @Test
    void areThoseOfTheTrainingWhenThatIsPromotedLater() throws IOException {
        Path training = trainingThatGives("iris", "tree");
        JsonNode trained = run(training, "iris");
        String id = trained.get("id").asText();
        JsonNode other = run(training, "iris");
        assertNotEquals(id, other.get("id").asText());

        Path promoted = folder.resolve("score.json");
        Command command = Command.run(
                "promote",
                id.substring(id.length() - 12),
                "split#/test:tree",
                "--as",
                "iris-score",
                "--promoted",
                promoted.toString());
        assertEquals(0, command.code(), command::toString);
        JsonNode output = trained.get("output");
        assertEquals(45, output.get("given").size());
        assertEquals(output.get("given"), scored(new Training(output.get("heldOut"), output.get("given"), promoted)));
    }

    // why: a label forgives a number that lost its last digits on the way through a file; the numbers themselves do not
    @Test
    void restOnNumbersThatKeptEveryDigit() throws IOException {
        Training training = train("wine", "test");
        assertTrue(training.given().get("columns").size() > 4, training.given()::toString);
        assertEquals(training.given(), scored(training));
    }

    /** Trains, and promotes in the same command. */
    private Training train(String data, String to) throws IOException {
        Path promoted = folder.resolve("score.json");
        JsonNode output = run(
                        trainingThatGives(data, to),
                        data,
                        "--promote",
                        "split#/test:" + to,
                        "--as",
                        data + "-score",
                        "--promoted",
                        promoted.toString())
                .get("output");
        return new Training(output.get("heldOut"), output.get("given"), promoted);
    }

    /** The example's flow, of which only the output is another: all processors run whatever that is. */
    private Path trainingThatGives(String data, String to) throws IOException {
        ObjectNode flow = (ObjectNode) JSON.readTree(Files.readString(Path.of(file(data + "/train.json"))));
        flow.putObject("output").put("heldOut", "split#/test").put("given", to);
        return Files.writeString(folder.resolve("train.json"), flow.toString());
    }

    private static JsonNode run(Path training, String data, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "run",
                training.toString(),
                "--input",
                file(data + "/" + data + ".csv"),
                "--json",
                "--set",
                "folds.folds=2")); // why: they take most of the time, and nothing that is looked at here builds on them
        args.addAll(List.of(more));
        return Command.json(0, args.toArray(String[]::new));
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
