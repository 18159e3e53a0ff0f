package io.enginehub.examples.walkthrough;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.test.consul.ConsulBinary;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's section on a cluster, typed as it stands there: only the ports are others, and the id is the one of the run.
 * The roles find each other through a real Consul, and two hubs share a real PostgreSQL.
 */
@Timeout(300)
class ClusterTest {
    @TempDir
    Path folder;

    private int hub;
    private int consul;
    private EmbeddedPostgres postgres;
    private Terminals terminals;
    private Process script;

    @BeforeEach
    void start() throws Exception {
        hub = Terminals.freePort(1);
        consul = Terminals.freePort(10, 11, 12);
        postgres = EmbeddedPostgres.start();
        terminals = new Terminals(folder, "http://127.0.0.1:" + hub + ",http://127.0.0.1:" + (hub + 1), "");
        terminals.set("PATH", ConsulBinary.path().getParent() + File.pathSeparator + System.getenv("PATH"));
    }

    @AfterEach
    void end() throws Exception {
        try {
            if (script != null) {
                script.destroy();
                assertTrue(script.waitFor(60, TimeUnit.SECONDS), terminals::shown);
            }
        } finally {
            terminals.end();
            postgres.close();
        }
    }

    private String typed(String block) {
        return block.replace("localhost:7700", "127.0.0.1:" + hub).replace("localhost:8500", "127.0.0.1:" + consul);
    }

    private long pid(String name) throws IOException {
        return Long.parseLong(
                Files.readString(folder.resolve("cluster/" + name + ".pid")).strip());
    }

    private List<ProcessHandle> cluster() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cluster"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pid"))
                    .map(name -> name.substring(0, name.length() - ".pid".length()))
                    .map(this::process)
                    .toList();
        }
    }

    private ProcessHandle process(String name) {
        try {
            return ProcessHandle.of(pid(name)).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void score(String command) throws Exception {
        JsonNode scored = Terminals.json(terminals.type(command));
        assertEquals("FINISHED", scored.at("/process/status").asText(), scored::toString);
        assertEquals(
                "[\"setosa\",\"setosa\",\"setosa\"]", scored.at("/output/json").toString(), scored::toString);
    }

    @Test
    void oneScriptStartsAClusterThatTrainsScoresAndOutlivesAnAgentAndADispatcher() throws Exception {
        List<String> blocks = Terminals.blocks("A cluster with Consul").stream()
                .map(this::typed)
                .toList();
        String given = " --port " + hub + " --consul-port " + consul + " --store '"
                + postgres.getJdbcUrl("postgres", "postgres") + "'";
        script = terminals.start(blocks.get(0).strip() + given);
        terminals.awaitShown(0, "The cluster is up");
        List<ProcessHandle> started = cluster();
        assertEquals(10, started.size(), started::toString);
        healthy(hub, 0);
        healthy(hub + 1, 0);

        String trained = terminals.type(blocks.get(1));
        assertTrue(trained.contains("iris-train is FINISHED"), trained);
        assertTrue(trained.contains("classifier-2.classifier.decisionTree"), trained);
        String id = terminals
                .ask("ps --hub 127.0.0.1:" + hub + " --limit 1")
                .get(0)
                .get("id")
                .asText();
        String deployed = terminals.type(blocks.get(2).replace("ID", id));
        assertTrue(deployed.contains("Flow iris-score/1 is live."), deployed);
        score(blocks.get(3));

        List<ProcessHandle> victims = List.of(process("agent-classifier-1"), process("dispatcher-1"));
        terminals.type(blocks.get(4));
        for (ProcessHandle victim : victims) {
            victim.onExit().get(10, TimeUnit.SECONDS);
        }
        score(blocks.get(3));
        terminals.await("dispatchers", all -> all.size() == 1);

        terminals.start(blocks.get(5).strip());
        terminals.await(
                "agents",
                all -> Stream.iterate(0, i -> i < all.size(), i -> i + 1)
                        .map(i -> all.get(i).get("name").asText())
                        .anyMatch(name -> name.startsWith("classifier-3.")));
        process("agent-classifier-2").destroyForcibly();
        score(blocks.get(3));

        String set = terminals.type(blocks.get(6));
        assertTrue(set.contains("each dispatcher holds so many processes"), set);
        terminals.await("dispatchers", all -> all.get(0).get("slots").asInt() == 4);

        script.destroy(); // why not Ctrl-C: that is a key of a terminal; the script takes both alike
        assertTrue(script.waitFor(60, TimeUnit.SECONDS), terminals::shown);
        started.forEach(each -> assertFalse(each.isAlive(), () -> each.info() + "\n" + terminals.shown()));
        healthy(hub, 1);
    }

    /** What the image asks for its health. */
    private void healthy(int port, int code) throws Exception {
        terminals.type("code=0; examples/cluster/healthy.sh " + port + " || code=$?; test $code -eq " + code);
    }
}
