package io.enginehub.examples.walkthrough;

import static io.enginehub.examples.walkthrough.Command.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what comes, to the last figure. */
class ReadmeTest {
    private final String readme = Files.readString(Path.of(file("../README.md")));

    @TempDir
    Path folder;

    ReadmeTest() throws IOException {}

    /** The text between two others, from where the first one stands. */
    private String between(String start, String end) {
        int from = readme.indexOf(start);
        assertTrue(from >= 0, () -> "the README has no " + start);
        return readme.substring(from + start.length(), readme.indexOf(end, from + start.length()));
    }

    @Test
    void theComparisonIsTheOneThatIsPrinted() {
        String shown = "Accuracy on held-out rows" + between("\nAccuracy on held-out rows", "```");
        Command trained = Command.run("run", file("iris/train.json"), "--input", file("iris/iris.csv"));
        assertTrue(trained.out().contains(shown), () -> shown + "is not in\n" + trained.out());
    }

    @Test
    void theLabelsOfTheNewRowsAreTheOnesThatAreWritten() throws IOException {
        Path promoted = folder.resolve("iris-score.json");
        Path rows = Files.writeString(folder.resolve("new.csv"), between("<<'CSV'\n", "CSV\n"));
        Path scored = folder.resolve("scored.csv");
        Command trained = Command.run(
                "run",
                file("iris/train.json"),
                "--input",
                file("iris/iris.csv"),
                "--promote",
                "split#/test:tree",
                "--as",
                "iris-score",
                "--promoted",
                promoted.toString());
        assertEquals(0, trained.code(), trained::toString);
        assertEquals(
                "iris-score",
                new ObjectMapper().readTree(promoted.toFile()).get("key").asText());
        Command score =
                Command.run("run", promoted.toString(), "--input", rows.toString(), "--output", scored.toString());
        assertEquals(0, score.code(), score::toString);
        assertEquals("label" + between("```\nlabel", "```"), Files.readString(scored));
    }
}
