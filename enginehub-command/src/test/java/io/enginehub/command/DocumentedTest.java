package io.enginehub.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program and the conversation that {@code docs/agents.md} shows are what happens, to the letter. */
@Timeout(60)
final class DocumentedTest {
    private final String page = Files.readString(Path.of("..", "docs", "agents.md"));

    @TempDir
    private Path folder = Path.of("");

    DocumentedTest() throws IOException {}

    @Test
    void theProgramAnswersAsIsShown() throws Exception {
        Path script = Files.writeString(folder.resolve("find.py"), between("```python\n", "```"));
        Process process = new ProcessBuilder(Obey.python(), script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write((String.join("\n", conversation("→")) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        List<String> answers = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(conversation("←"), answers);
        assertEquals(0, process.waitFor());
    }

    @Test
    void theQuestionsAreTheOnesThatAreAsked() {
        List<String> shown = conversation("→");
        Payload model = Payload.ofJson("{\"words\": [\"be\", \"not\"]}");
        assertEquals(shown.get(0) + "\n", text(LineWriter.load("text.find", model)));
        assertEquals(
                shown.get(1) + "\n",
                text(LineWriter.input(1, step(shown.get(1)), 1, Payload.of("to be or not to be"))));
        assertEquals(shown.get(2) + "\n", text(LineWriter.input(2, step(shown.get(2)), 1, Payload.of(42))));
    }

    @Test
    void theBoundsAreTheOnesThatAreKept() {
        assertEquals(32 << 20, Limits.DEFAULTS.line());
        assertTrue(page.contains("a line of more than 32 MiB"));
        assertEquals(100_000, Limits.DEFAULTS.lines());
        assertTrue(page.contains("more than 100,000 lines"));
        assertEquals(10, Limits.DEFAULTS.loadPatience().toMinutes());
        assertTrue(page.contains("longer than 10 minutes to load"));
        assertEquals(1, LineWriter.PROTOCOL);
    }

    private List<String> conversation(String arrow) {
        return between("and `←` from it:\n\n```\n", "```")
                .lines()
                .filter(line -> line.startsWith(arrow))
                .map(line -> line.substring(2))
                .toList();
    }

    private String between(String start, String end) {
        int from = page.indexOf(start);
        assertTrue(from >= 0, () -> "the page has no " + start);
        return page.substring(from + start.length(), page.indexOf(end, from + start.length()));
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    /** The step that a line is about. */
    private static String step(String line) {
        return Payload.ofJson(line).at("/step").as(String.class);
    }
}
