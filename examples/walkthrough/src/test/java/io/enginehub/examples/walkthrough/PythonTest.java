package io.enginehub.examples.walkthrough;

import static io.enginehub.examples.walkthrough.Command.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.launcher.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of Python, typed into a shell. */
@Timeout(120)
class PythonTest {
    private final String section;

    @TempDir
    Path folder;

    PythonTest() throws IOException {
        String readme = Files.readString(Path.of(file("../README.md")));
        section = readme.substring(readme.indexOf("\n## An algorithm in Python"), readme.indexOf("\n## Tests"));
    }

    @BeforeAll
    static void thereIsPython() throws InterruptedException {
        try {
            assertEquals(
                    0,
                    new ProcessBuilder("python3", "-c", "import math; math.dist")
                            .start()
                            .waitFor(),
                    "python3 is older than 3.8. Install a newer one, first on the PATH: this test runs what the README shows.");
        } catch (IOException e) {
            throw new AssertionError(
                    "There is no python3 on the PATH. Install Python 3.8 or newer: this test runs what the README shows.",
                    e);
        }
    }

    @Test
    void theCommandsTrainPromoteAndScore() throws Exception {
        Files.createSymbolicLink(folder.resolve("examples"), Path.of(file("")));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path launcher = folder.resolve("enginehub");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + java + "' -Dstdout.encoding=UTF-8 -cp '" + System.getProperty("java.class.path")
                        + "' " + Main.class.getName() + " \"$@\"\n");
        assertTrue(launcher.toFile().setExecutable(true));
        Path output = folder.resolve("output.txt");
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", block("```\n./enginehub"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("ENGINEHUB_ALGORITHMS", file("mining/target/mining.jar"));
        shell.environment().put("ENGINEHUB_HOME", folder.resolve("home").toString());
        assertEquals(0, shell.start().waitFor(), () -> read(output));

        String shown = block("```\nAccuracy");
        assertTrue(read(output).contains(shown), () -> shown + "is not in\n" + read(output));
        assertEquals("label\nsetosa\nversicolor\nvirginica\n", read(folder.resolve("scored.csv")));
    }

    @Test
    void theProgramIsTheOneThatIsShown() {
        String program = read(Path.of(file("python/centroid.py")));
        assertTrue(program.endsWith(block("```python\n")), program);
    }

    /** A block of code, from the text that it begins with. */
    private String block(String start) {
        int from = section.indexOf(start);
        assertTrue(from >= 0, () -> "the section has no " + start);
        return section.substring(section.indexOf('\n', from) + 1, section.indexOf("```\n", from + start.length()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
