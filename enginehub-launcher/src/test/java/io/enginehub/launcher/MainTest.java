package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MainTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void listsItsCommandsAndExitCodes() {
        Launched help = Launched.run("--help");
        assertEquals(0, help.code());
        for (String text :
                List.of("run ", "validate ", "algorithms ", "Exit codes:", "1   the process ended otherwise")) {
            assertTrue(help.out().contains(text), help::toString);
        }
    }

    @Test
    void groupsAllOfItsCommands() {
        String help = Launched.run("--help").out();
        assertTrue(help.indexOf("Roles:") < help.indexOf("  hub  "), help);
        assertTrue(help.indexOf("  hub  ") < help.indexOf("Flows at a hub:"), help);
        assertFalse(help.contains("Others:"), "give the last commands a group:\n" + help);
    }

    @Test
    void tellsItsVersion() {
        Launched version = Launched.run("--version");
        assertEquals(0, version.code());
        assertTrue(version.out().startsWith("enginehub "), version::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                              | Name a command",
                "rnu                           | Did you mean 'run'?",
                "run x --inptu y               | Possible solutions: --input",
                "run                           | Missing required parameter: 'FLOW'",
                "run x --promote a:b           | --as=KEY",
                "run x --label a               | should be in KEY=VALUE format",
                "algorithms --catalog          | Unknown option: '--catalog'",
                "run no.json --input x         | no.json: there is no such file",
                "validate no.json              | no.json: there is no such file",
                "validate .                    | .: this is a folder; name a flow's file",
                "algorithms --algorithms no.jar| no.jar: there is no such jar or folder of algorithms"
            })
    void answersWrongUsageWithAWordOnIt(String line, String problem) {
        Launched launched = Launched.run(line == null ? new String[0] : line.split(" +"));
        assertEquals(2, launched.code(), launched::toString);
        assertTrue(launched.err().contains(problem), launched::toString);
        assertEquals("", launched.out());
        assertNoStackTrace(launched);
    }

    @Test
    void showsAStackTraceToThoseWhoAskForIt() {
        Launched launched = Launched.run("validate", "no.json", "--debug");
        assertEquals(2, launched.code());
        assertTrue(launched.err().contains("\tat io.enginehub."), launched::toString);
    }

    @Test
    void tellsAllFaultsOfAFlowAtOnceWithTheFileInFront() throws IOException {
        Path flow = flow("""
                {"format": 1, "key": "a b", "colour": 1, "processors": {
                  "a": {"algorithm": "x", "input": "c"},
                  "b": {"algorithm": "x", "input": "b", "when": "#"}}}
                """);
        for (String command : List.of("validate", "run")) {
            Launched launched = Launched.run(command, flow.toString());
            assertEquals(2, launched.code());
            assertTrue(launched.err().startsWith(flow + ": the flow has "), launched::toString);
            for (String place :
                    List.of("\n  key: ", "\n  colour: ", "\n  processors.a.input: ", "\n  processors.b.when: ")) {
                assertTrue(launched.err().contains(place), launched::toString);
            }
            assertNoStackTrace(launched);
        }
    }

    @Test
    void tellsWhereTheJsonOfAFlowIsBroken() throws IOException {
        Launched launched =
                Launched.run("validate", flow("{\n  \"format\": 1,\n}").toString());
        assertEquals(2, launched.code());
        assertTrue(launched.err().contains("line 3"), launched::toString);
        assertNoStackTrace(launched);
    }

    @Test
    void drawsAValidFlowAndTellsWhichAlgorithmsAreMissing() throws IOException {
        Path flow = flow("{\"format\": 1, \"key\": \"f\", \"processors\": {\"a\": {\"algorithm\": \"text.wrods\"}}}");
        Path jar = AlgorithmJar.samples(folder);
        Launched launched = Launched.run("validate", flow.toString(), "--algorithms", jar.toString());
        assertEquals(0, launched.code());
        assertTrue(
                launched.out().startsWith(flow + " is valid: flow 'f', 1 processor\n\n  ○  input\n"),
                launched::toString);
        assertTrue(launched.out().contains("text.wrods (for a). Did you mean 'text.words'?"), launched::toString);
    }

    @Test
    void listsTheAlgorithmsBelowAPlaceInTheCatalogue() throws IOException {
        Path jar = AlgorithmJar.samples(folder);
        Launched some = Launched.run("algorithms", "text", "--algorithms", jar.toString());
        assertEquals(0, some.code());
        assertEquals(4, some.out().lines().count(), some::toString);
        assertTrue(some.out().contains("text.words"), some::toString);
        assertTrue(some.out().contains("samples.jar"), some::toString);
        Launched none = Launched.run("algorithms", "clusterer", "--algorithms", jar.toString());
        assertTrue(none.err().contains("There are some at classifier, evaluate, test, text, trainer."), none::toString);
    }

    @Test
    void listsAlgorithmsForScripts() {
        Path jar = AlgorithmJar.samples(folder);
        Launched json = Launched.run("algorithms", "text.words", "--json", "--algorithms", jar.toString());
        assertEquals(
                "[{\"name\":\"text.words\",\"version\":\"1\",\"description\":\"\",\"origin\":\"samples.jar\",\"tags\":[]}]",
                Json.parse(json.out()).toString());
        assertEquals("[]", Launched.run("algorithms", "--json").out().strip());
    }

    private Path flow(String json) throws IOException {
        return Files.writeString(folder.resolve("flow.json"), json);
    }

    static void assertNoStackTrace(Launched launched) {
        assertFalse((launched.out() + launched.err()).contains("\tat "), launched::toString);
        assertFalse((launched.out() + launched.err()).contains("bug"), launched::toString);
    }
}
