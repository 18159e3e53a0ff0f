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
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(strings = {"iris/train.json", "wine/train.json", "evaluate.json", "cross-validate.json"})
    void everyFlowOfTheExamplesIsValid(String flow) {
        Command command = Command.run("validate", file(flow));
        assertEquals(0, command.code(), command::toString);
    }
}
