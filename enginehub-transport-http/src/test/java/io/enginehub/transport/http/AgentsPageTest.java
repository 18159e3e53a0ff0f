package io.enginehub.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.spi.Endpoints;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Registry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code docs/agents.md} shows of agents that are servers, typed into a shell with {@code curl}. */
@Timeout(60)
final class AgentsPageTest {
    private final String page = Files.readString(Path.of("..", "docs", "agents.md"));

    AgentsPageTest() throws IOException {}

    @Test
    void anAgentAnswersAsIsShown() throws Exception {
        try (HttpTransport hub = HttpTransport.local();
                PythonAgent agent = PythonAgent.start(
                        hub.serve(new Endpoints(null, AbsentHub.queue(), null, Map.of())), "--name", "python-1")) {
            assertShown("AGENT", agent.address().toString());
        }
    }

    @Test
    void aHubAnswersAsIsShown() throws Exception {
        try (HttpTransport hub = HttpTransport.local();
                Registry registry = hub.members(List.of())) {
            URI address = hub.serve(new Endpoints(null, AbsentHub.queue(), null, Map.of()));
            MemberId id = new MemberId("d1", UUID.fromString("f81d4fae-7dec-41d0-a765-00a0c91e6bf6"));
            registry.register(new Member(
                    id, Member.Role.DISPATCHER, URI.create("http://127.0.0.1:7701"), Map.of("capacity", "16")));
            assertShown("HUB", address.toString());
        }
    }

    @Test
    void aDispatcherAnswersAsIsShown() throws Exception {
        try (HttpTransport dispatcher = HttpTransport.local()) {
            Results results = new Results();
            URI address = dispatcher.serve(new Endpoints(null, null, results, Map.of()));
            assertShown("DISPATCHER", address.toString());
            assertEquals("[\"low\", \"high\"]", results.taken.take().output().text());
        }
    }

    /** Runs the block that begins with an address, at another address, and looks whether what is shown comes. */
    private void assertShown(String variable, String address) throws Exception {
        int from = page.indexOf("```sh\n" + variable + "=");
        assertTrue(from >= 0, () -> "the page has no block of " + variable);
        String commands = block(from);
        String functions = block(page.indexOf("```sh\nbytes()"));
        String shown = block(page.indexOf("```\n{", from));
        String script = functions + commands.replaceFirst("=http\\S+", "=" + address);
        assertEquals(shown, shell(script), script);
    }

    private String block(int from) {
        int start = page.indexOf('\n', from) + 1;
        return page.substring(start, page.indexOf("```", start));
    }

    private static String shell(String script) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "command -v curl >&2 || exit 3\nset -eu\n" + script)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = shell.waitFor();
        assertTrue(code != 3, "There is no curl on the PATH. Install it: this test runs what the page shows.");
        assertEquals(0, code, out);
        return out;
    }
}
