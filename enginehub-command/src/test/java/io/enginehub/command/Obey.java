package io.enginehub.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The program {@code obey.py}, which does what its input tells it to. */
final class Obey {
    /** why asked once: what is called python3 may be a script that looks for the real one, which takes longer than a test. */
    private static final String PYTHON = find();

    private Obey() {}

    private static String find() {
        try {
            Process python = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable, end='')").start();
            String path = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, python.waitFor(), "python3 does not work; these tests need Python 3.8 or newer");
            return path;
        } catch (IOException e) {
            throw new AssertionError(
                    "There is no python3 on the PATH. Install Python 3.8 or newer: these tests need it", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The Python that runs it. */
    static String python() {
        return PYTHON;
    }

    private static List<String> command() {
        try {
            Path script = Path.of(
                    Objects.requireNonNull(Obey.class.getResource("/obey.py")).toURI());
            return List.of(PYTHON, script.toString());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static CommandAlgorithm algorithm(int processes) {
        return CommandAlgorithm.named("test.obey").processes(processes).build(command());
    }

    /** The same with bounds that are soon reached. */
    static CommandAlgorithm algorithm(Limits limits) {
        CommandOptions options = CommandAlgorithm.named("test.obey");
        options.limits = limits;
        return options.build(command());
    }
}
