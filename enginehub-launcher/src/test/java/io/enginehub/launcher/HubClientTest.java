package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Registry;
import io.enginehub.transport.http.HttpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a hub. */
final class HubClientTest {
    private static final CountDownLatch GATE = new CountDownLatch(1);
    private static HttpTransport transport;
    private static Registry registry;
    private static EngineHub engine;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() {
        transport = HttpTransport.local();
        registry = transport.members(List.of());
        engine = EngineHub.named("all")
                .hub(hub -> {})
                .dispatcher(dispatcher -> dispatcher.slots(4))
                .algorithm(new Shout())
                .algorithm(Algorithm.of("waits", String.class, HubClientTest::waits))
                .algorithm(Algorithm.of("fails", String.class, HubClientTest::fails))
                .transport(transport)
                .registry(registry)
                .start();
    }

    @AfterAll
    static void stop() {
        GATE.countDown();
        engine.close();
        registry.close();
        transport.close();
    }

    private static String waits(String text) throws InterruptedException {
        assertTrue(GATE.await(60, TimeUnit.SECONDS));
        return text;
    }

    private static String fails(String text) {
        throw new IllegalStateException("no luck with " + text);
    }

    /** Runs a command at the hub of these tests. */
    private static Launched at(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--hub", transport.address().toString()));
        return Launched.run(all.toArray(String[]::new));
    }

    private static Launched good(String... words) {
        Launched launched = at(words);
        assertEquals(0, launched.code(), launched::toString);
        return launched;
    }

    private String flow(String key, String algorithm) throws IOException {
        String text = "{\"format\":1,\"key\":\"" + key + "\",\"processors\":{\"a\":{\"algorithm\":\"" + algorithm
                + "\",\"retry\":{\"maxAttempts\":1}}}}";
        return Files.writeString(folder.resolve(key + ".json"), text).toString();
    }

    private String input(String text) throws IOException {
        return Files.writeString(folder.resolve("in.txt"), text).toString();
    }

    private static String accepted(Launched launched) {
        assertTrue(launched.out().startsWith("Accepted process "), launched::toString);
        return launched.out().strip().substring("Accepted process ".length());
    }

    @Test
    void aFlowIsDeployedAndUsedAndEnds() throws Exception {
        assertEquals(
                "Flow loud/1 is live.\n", good("deploy", flow("loud", "shout")).out());
        assertTrue(good("flows").out().contains("loud"));
        JsonNode flows = Json.parse(good("flows", "--json").out());
        assertEquals("READY", flows.get(0).get("state").textValue());

        Launched done = good("submit", "loud", "--input", input("hey"), "--wait", "--label", "team=wine");
        assertTrue(done.out().contains("loud is FINISHED"), done::toString);
        assertTrue(done.out().contains("HEY"), done::toString);
        String id = Json.parse(good("ps", "--json", "--label", "team=wine").out())
                .get(0)
                .get("id")
                .textValue();
        assertTrue(good("show", id).out().contains("loud is FINISHED"));
        assertTrue(good("logs", id).out().contains("shouting"));
        assertTrue(good("logs", "-f", id).out().contains("shouting"));
        assertTrue(good("explain", id).out().contains("It has ended."));
        Launched cancel = at("cancel", id);
        assertEquals(1, cancel.code());
        assertTrue(cancel.err().contains("has ended already"), cancel::toString);

        Launched first = at("rollback", "loud");
        assertEquals(2, first.code(), first::toString);
        assertTrue(first.err().contains("never live with another content"), first::toString);
        good("deploy", flow("loud", "waits"));
        assertEquals("Flow loud/3 is live.\n", good("rollback", "loud").out());
        assertTrue(good("undeploy", "loud").out().contains("takes no more inputs"));
        Launched gone = at("submit", "loud", "--input", input("hey"));
        assertEquals(2, gone.code(), gone::toString);
        assertTrue(gone.err().contains("has no live version"), gone::toString);
        assertTrue(good("flows", "--all").out().contains("RETIRED"));
    }

    @Test
    void submitsAnInputFromEachLine() throws IOException {
        good("deploy", flow("louder", "shout"));
        Path lines = Files.writeString(folder.resolve("lines.ndjson"), "\"a\"\n\"b\"\n");
        Launched all = good("submit", "louder", "--lines", lines.toString(), "--key", "lines-1");
        List<String> ids = all.out().lines().toList();
        assertEquals(2, ids.size(), all::toString);
        for (String id : ids) {
            assertEquals("\"" + (id.equals(ids.get(0)) ? "A" : "B") + "\"", output(id));
        }
        assertEquals(
                all.out(),
                good("submit", "louder", "--lines", lines.toString(), "--key", "lines-1")
                        .out());
        Launched wrong = at("submit", "louder", "--lines", lines.toString(), "--wait");
        assertEquals(2, wrong.code(), wrong::toString);
        Launched nowhere = at("submit", "nowhere", "--lines", lines.toString());
        assertEquals(2, nowhere.code(), nowhere::toString);
    }

    private static String output(String id) {
        return engine.hub()
                .await(ProcessId.parse(id), Duration.ofSeconds(30))
                .output()
                .text();
    }

    @Test
    void flowAndInputGoTogether() throws Exception {
        Path output = folder.resolve("out.txt");
        Launched done = good("submit", flow("once", "shout"), "-i", input("hey"), "-o", output.toString(), "--json");
        assertEquals("FINISHED", Json.parse(done.out()).get("status").textValue());
        assertEquals("\"HEY\"\n", Files.readString(output));
    }

    @Test
    void whatFailsIsToldAndRetried() throws Exception {
        Launched failed = at("submit", flow("bad", "fails"), "-i", input("hey"), "--wait");
        assertEquals(1, failed.code(), failed::toString);
        assertTrue(failed.out().contains("no luck with hey"), failed::toString);
        String id = Json.parse(good("ps", "--status", "failed", "--json").out())
                .get(0)
                .get("id")
                .textValue();
        assertTrue(good("retry", id).out().contains("is in the queue again"));
    }

    @Test
    void whatWaitsIsExplainedAndCancelled() throws Exception {
        String running = accepted(good("submit", flow("slow", "waits"), "-i", input("x")));
        String waiting = accepted(good("submit", flow("lonely", "nobody.has.it"), "-i", input("x")));
        assertTrue(good("explain", waiting).out().contains("No live agent has algorithm 'nobody.has.it'"));
        Launched queue = good("queue");
        assertTrue(queue.out().contains("start one: enginehub agent --algorithm nobody.has.it"), queue::toString);
        assertTrue(queue.out().contains(" of 4 slots of 1 dispatcher are used."), queue::toString);
        JsonNode document = Json.parse(good("queue", "--json").out());
        assertEquals("NO_AGENT", document.at("/lines/0/reason").textValue());
        assertTrue(good("cancel", waiting).out().contains("is cancelled"));
        assertTrue(good("cancel", running).out().contains("is cancelled"));
    }

    @Test
    void membersAreListed() {
        Launched agents = good("agents");
        assertTrue(agents.out().contains("shout"), agents::toString);
        assertEquals(3, Json.parse(good("agents", "--json").out()).size());
        Launched dispatchers = good("dispatchers");
        assertTrue(dispatchers.out().contains("/4"), dispatchers::toString);
        assertEquals(1, Json.parse(good("dispatchers", "--json").out()).size());
    }

    @Test
    void whereNoHubIsThatIsTold() {
        Launched silent = Launched.run("agents", "--hub", "127.0.0.1:1");
        assertEquals(1, silent.code());
        assertTrue(silent.err().contains("Hub http://127.0.0.1:1 does not answer"), silent::toString);
        Launched wrong = Launched.run("agents", "--hub", "ftp://x");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("name http://HOST:PORT"), wrong::toString);
    }

    @Test
    void aRoleThatOthersCouldReachNeedsASecret() throws Exception {
        Launched open = Launched.run("hub", "--host", "0.0.0.0", "--store", "memory");
        assertEquals(2, open.code(), open::toString);
        assertTrue(open.err().contains("cluster secret"), open::toString);
        Launched brief = Launched.run(
                Map.of("ENGINEHUB_SECRET", "too short"), "", "dispatcher", "--host", "0.0.0.0", "--advertise", "x");
        assertEquals(2, brief.code(), brief::toString);
        assertTrue(brief.err().contains("at least 32 bytes"), brief::toString);
        Launched absent = Launched.run("agent", "--algorithm", "nobody.has.it");
        assertEquals(2, absent.code(), absent::toString);
    }

    @Test
    void tokensAreMadeListedAndRevoked() {
        String file = folder.resolve("tokens.json").toString();
        Launched made = Launched.run("token", "create", "app", "--scope", "read,submit", "--tokens", file);
        assertEquals(0, made.code(), made::toString);
        assertTrue(made.out().startsWith("eh_"), made::toString);
        assertEquals(
                2,
                Launched.run("token", "create", "app", "--scope", "read", "--tokens", file)
                        .code());
        assertEquals(
                2,
                Launched.run("token", "create", "b", "--scope", "role", "--tokens", file)
                        .code());
        assertTrue(Launched.run("token", "list", "--tokens", file).out().contains("read, submit"));
        assertEquals(0, Launched.run("token", "revoke", "app", "--tokens", file).code());
        assertEquals(2, Launched.run("token", "revoke", "app", "--tokens", file).code());
        assertEquals(2, Launched.run("token").code());
    }
}
