package io.enginehub.transport.http;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The agent of {@code examples/python-agent}: a process that has nothing of ours. */
record PythonAgent(Process process, URI address) implements AutoCloseable {
    private static final Path SCRIPT = Path.of("..", "examples", "python-agent", "agent.py");

    static PythonAgent start(URI hub, String... options) {
        List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString(), "--hub", hub.toString()));
        command.addAll(List.of(options));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // why not closed: the agent would not like it
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String told = out.readLine();
            assertNotNull(told, "the agent ended before it said where it is; standard error says why");
            return new PythonAgent(process, URI.create(told.substring(told.indexOf("http"))));
        } catch (IOException e) {
            throw new AssertionError(
                    "There is no python3 on the PATH. Install Python 3.8 or newer: this test needs it", e);
        }
    }

    /** What {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
