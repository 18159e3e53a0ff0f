package io.enginehub.examples.walkthrough;

import static io.enginehub.examples.walkthrough.Command.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {
    @TempDir
    Path folder;

    private String changed(String from, String to) throws IOException {
        String csv = Files.readString(Path.of(file("iris/iris.csv"))).replaceFirst(from, to);
        return Files.writeString(folder.resolve("bad.csv"), csv).toString();
    }

    @Test
    void aTextInANumericColumnIsToldWithLineAndColumn() throws IOException {
        JsonNode document =
                Command.json(1, "run", file("iris/train.json"), "--input", changed("\n5.1,", "\nfive,"), "--json");
        assertEquals("FAILED", document.get("status").asText());
        String told = document.toString();
        assertTrue(told.contains("INPUT") && told.contains("line 2") && told.contains("sepal_length"), told);
    }

    @Test
    void aMissingLabelColumnIsToldByName() throws IOException {
        JsonNode document =
                Command.json(1, "run", file("iris/train.json"), "--input", changed("species", "kind"), "--json");
        String told = document.toString();
        assertTrue(told.contains("INPUT") && told.contains("species"), told);
    }

    @ParameterizedTest
    @CsvSource({
        "iris/train.json,iris-train",
        "wine/train.json,wine-train",
        "evaluate.json,evaluate",
        "cross-validate.json,cross-validate"
    })
    void everyFlowOfTheExamplesIsValid(String flow, String key) {
        Command command = Command.run("validate", file(flow));
        assertEquals(0, command.code(), command::toString);
        assertTrue(command.out().contains(flow + " is valid: flow '" + key + "'"), command::toString);
    }
}
