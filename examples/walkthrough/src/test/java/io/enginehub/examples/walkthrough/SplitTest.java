package io.enginehub.examples.walkthrough;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's section on hosts, typed as it stands there: only the port is another, and the id is the one of the run. */
@Timeout(300)
class SplitTest {
    @TempDir
    Path folder;

    private int port;
    private Terminals terminals;

    @BeforeEach
    void prepare() throws IOException {
        port = Terminals.freePort();
        terminals = new Terminals(
                folder,
                "http://127.0.0.1:" + port,
                "first=\"$1\"; shift\nif [[ $first == hub ]]; then set -- --port " + port
                        + " \"$@\"; fi; set -- \"$first\" \"$@\"");
    }

    @AfterEach
    void end() throws InterruptedException {
        terminals.end();
    }

    private List<String> blocks() throws IOException {
        return Terminals.blocks("Split it over hosts").stream()
                .map(block -> block.replace("localhost:7700", "127.0.0.1:" + port))
                .toList();
    }

    private String newest() throws Exception {
        return terminals
                .ask("ps --hub 127.0.0.1:" + port + " --limit 1")
                .get(0)
                .get("id")
                .asText();
    }

    private String status(String id) throws Exception {
        return terminals
                .ask("show " + id + " --hub 127.0.0.1:" + port)
                .get("status")
                .asText();
    }

    @Test
    void rolesOnHostsOfTheirOwnTrainScoreAndOutliveADispatcher() throws Exception {
        List<String> blocks = blocks();
        List<String> lines = blocks.get(0).lines().toList();
        assertEquals(5, lines.size());
        Process hub = terminals.start(lines.get(0));
        terminals.awaitShown(0, "Hub at ");
        Process first = terminals.start(lines.get(1));
        for (String line : lines.subList(2, lines.size())) {
            terminals.start(line);
        }

        String trained = terminals.type(blocks.get(1));
        assertTrue(trained.contains("python-train is FINISHED"), trained);
        assertTrue(trained.contains("★ "), trained);

        String deployed = terminals.type(blocks.get(2).replace("ID", newest()));
        assertTrue(deployed.contains("Flow wine-score/1 is live."), deployed);

        JsonNode scored = Terminals.json(terminals.type(blocks.get(3)));
        assertEquals("FINISHED", scored.at("/process/status").asText(), scored::toString);
        assertEquals(3, scored.at("/output/json").size(), scored::toString);

        List<String> killing = blocks.get(4).lines().toList();
        Process second = terminals.start(killing.get(0));
        terminals.await("dispatchers", all -> all.size() == 2);
        terminals.type(killing.get(1));
        String id = newest();
        first.destroyForcibly().waitFor();
        terminals.type(killing.get(2));
        while (!status(id).equals("FINISHED")) {
            assertTrue(second.isAlive(), terminals::shown);
        }
        terminals.await("dispatchers", all -> all.size() == 1);
        String asked = terminals.type(blocks.get(5).replace("ID", id));
        assertTrue(asked.contains("Nothing waits."), asked);
        assertTrue(asked.contains("It has ended."), asked);
        Stream.of(hub, second).forEach(role -> assertTrue(role.isAlive(), terminals::shown));
    }
}
