package io.enginehub.examples.walkthrough;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.enginehub.launcher.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A command line, run in this JVM: its exit code and what it printed. */
record Command(int code, String out, String err) {
    private static final Path EXAMPLES = Path.of("..").toAbsolutePath().normalize();

    // why: the history of whoever runs the tests is none of theirs
    private static final Path HOME = Path.of(
                    "target", "history-of-tests-" + ProcessHandle.current().pid())
            .toAbsolutePath();

    /** A file of the examples. */
    static String file(String name) {
        return EXAMPLES.resolve(name).toString();
    }

    static Command run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                Map.of("ENGINEHUB_ALGORITHMS", file("mining/target/mining.jar"), "ENGINEHUB_HOME", HOME.toString()));
        Command command = new Command(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertFalse(
                (command.out + command.err).contains("\tat "), () -> "a stack trace came to the caller: " + command);
        return command;
    }

    /** The same, with its one JSON document; it has to end with this exit code. */
    static JsonNode json(int code, String... args) throws IOException {
        Command command = run(args);
        assertEquals(code, command.code, command::toString);
        return new ObjectMapper().readTree(command.out);
    }
}
