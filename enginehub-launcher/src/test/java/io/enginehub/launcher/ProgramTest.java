package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.command.CommandAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Algorithms that are programs, from the arguments to what comes out. Needs {@code python3}. */
@Timeout(120)
final class ProgramTest {
    private static final String SCALE = """
            import json, os, sys
            factor = json.loads(sys.stdin.readline())["model"].get("factor", 1)
            print(json.dumps({"ready": True}), flush=True)
            for line in sys.stdin:
                event = json.loads(line)
                print(json.dumps({"id": event["id"], "log": "process %d" % os.getpid()}), flush=True)
                print(json.dumps({"id": event["id"], "output": event["input"] * factor}), flush=True)
            """;

    @TempDir
    private Path folder = Path.of("");

    private String command = "";
    private String flow = "";
    private String input = "";

    @BeforeEach
    void write() throws IOException {
        Path spaced = Files.createDirectory(folder.resolve("my programs"));
        Path script = Files.writeString(spaced.resolve("scale.py"), SCALE);
        command = "number.scale=python3 '" + script + "'";
        input = Files.writeString(folder.resolve("in.json"), "7").toString();
        flow = Files.writeString(folder.resolve("f.json"), """
                        {"format": 1, "key": "f", "processors": {
                          "twice": {"algorithm": "number.scale", "model": {"factor": 2}},
                          "more": {"algorithm": "number.scale", "model": {"factor": 3}, "input": "twice"}}}
                        """).toString();
    }

    @Test
    void runsAProgramAsAnAlgorithmAndLeavesNoProcessOfIt() {
        Launched launched = Launched.run("run", flow, "--input", input, "--command", command, "--json");
        assertEquals(0, launched.code(), launched::toString);
        JsonNode document = Json.parse(launched.out());
        assertEquals(42, document.get("output").intValue());
        List<Long> processes = new ArrayList<>();
        document.get("logs")
                .forEach(line ->
                        processes.add(Long.valueOf(line.get("text").textValue().replace("process ", ""))));
        assertEquals(2, processes.size(), launched::toString);
        for (long process : processes) {
            ProcessHandle.of(process).ifPresent(left -> left.onExit().join());
        }
    }

    @Test
    void repeatsTheProgramWhereItTellsHowToUseAPromotedFlow() {
        String promoted = folder.resolve("promoted.json").toString();
        Launched launched = Launched.run(
                "run",
                flow,
                "--input",
                input,
                "--command",
                command,
                "--processes",
                "2",
                "--promote",
                "#:more",
                "--as",
                "g",
                "--promoted",
                promoted);
        assertEquals(0, launched.code(), launched::toString);
        String shown = CommandText.of("--command", command, "--processes", "2");
        assertTrue(launched.out().contains(shown), () -> shown + " is not in " + launched);
    }

    @Test
    void listsAProgramAmongTheAlgorithms() {
        Launched launched = Launched.run("algorithms", "number", "--command", command);
        assertTrue(launched.out().contains("number.scale"), launched::toString);
        assertTrue(launched.out().contains("Runs python3 "), launched::toString);
    }

    @Test
    void saysWhatIsWrongWithAProgram() {
        wrong("--command 'python3 score.py': it is NAME=COMMAND", "--command", "python3 score.py");
        wrong("for instance --command \"classifier.mine=score\"", "--command", "score");
        wrong("a quote ' is not closed", "--command", "a=python3 'score.py");
        wrong("the command names no program", "--command", "a=");
        wrong("processes is from 1 to 1000, not 0", "--command", command, "--processes", "0");
        wrong("'number.scale' is there twice: --command and --command.", "--command", command, "--command", command);
    }

    private static void wrong(String problem, String... options) {
        List<String> words = new ArrayList<>(List.of("algorithms"));
        words.addAll(List.of(options));
        Launched launched = Launched.run(words.toArray(String[]::new));
        assertEquals(2, launched.code(), launched::toString);
        assertTrue(launched.err().contains(problem), launched::toString);
        assertEquals("", launched.out());
    }

    @Test
    void givesAProgramWithoutANameTheNameOfTheOnlyAlgorithm() {
        for (String each : List.of("python3 score.py --by=2", "a.b=python3 score.py --by=2")) {
            FoundAlgorithm found =
                    options("--command", each, "--processes", "3").found("a.b").get(0);
            assertEquals("a.b", found.name());
            assertEquals(3, ((CommandAlgorithm) found.algorithm()).processes());
            assertEquals("Runs python3 score.py --by=2.", found.algorithm().description());
        }
    }

    private static ProgramOptions options(String... words) {
        ProgramOptions options = new ProgramOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("m", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(words);
        return options;
    }
}
