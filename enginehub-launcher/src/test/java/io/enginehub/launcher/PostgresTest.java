package io.enginehub.launcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a real PostgreSQL, which several runs and hubs share. */
@Timeout(300)
final class PostgresTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static Path jar = Path.of("");
    private static Path gates = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    private String store = "";

    @BeforeAll
    static void makeAlgorithms(@TempDir Path folder) {
        jar = AlgorithmJar.samples(folder);
        String waits = "System.out.println(\"waiting\");"
                + " java.nio.file.Path gate = java.nio.file.Path.of(model.at(\"/file\").as(String.class));"
                + " var never = new java.util.concurrent.CountDownLatch(1);"
                + " while (!java.nio.file.Files.exists(gate)) {"
                + " if (never.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) { break; } }"
                + " return in;";
        gates = AlgorithmJar.jar(
                folder.resolve("gates.jar"),
                "sample.Gate",
                "package sample; import io.enginehub.api.*; "
                        + AlgorithmJar.algorithm("class Gate", "test.gate", waits),
                List.of("sample.Gate"));
    }

    @BeforeEach
    void makeADatabase() throws SQLException {
        store = TestPostgres.newDatabase();
    }

    private Path flow(String key, String processors) throws IOException {
        return Files.writeString(
                folder.resolve(key + ".json"),
                "{\"format\": 1, \"key\": \"" + key + "\", \"processors\": {" + processors + "}}");
    }

    private Path flow(String key, String algorithm, String model) throws IOException {
        return flow(key, "\"a\": {\"algorithm\": \"" + algorithm + "\", \"model\": " + model + "}");
    }

    /** The words of a run. */
    private List<String> run(Path flow, String... more) throws IOException {
        Path input = Files.writeString(folder.resolve("in.txt"), "to be or\nnot to be");
        List<String> words = new ArrayList<>(List.of("run", flow.toString(), "--input", input.toString()));
        words.addAll(List.of("--algorithms", jar.toString(), "--algorithms", gates.toString(), "--store", store));
        words.addAll(List.of(more));
        return words;
    }

    private static Launched launch(List<String> words) {
        return Launched.run(words.toArray(String[]::new));
    }

    private Launched ask(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--store", store));
        Launched launched = launch(all);
        assertEquals(0, launched.code(), launched::toString);
        return launched;
    }

    /** The status of a process; empty: there is none of this flow. */
    private String status(String flow) {
        JsonNode found = Json.parse(ask("ps", "--json", "--flow", flow).out());
        return found.isEmpty() ? "" : found.get(0).get("status").textValue();
    }

    // ── what was ──

    @Test
    void keepsARunForTheCommandsThatLookBack() throws IOException {
        Launched ran = launch(run(flow("words", "text.words", "{}"), "--label", "who=me"));
        assertEquals(0, ran.code(), ran::toString);
        String again = ran.out().lines().reduce((first, second) -> second).orElse("");
        assertTrue(again.startsWith("  again    ./enginehub show "), ran::toString);
        Launched failed = launch(run(flow("bad", "test.fail", "{}"), "--set", "a.x=1"));
        assertEquals(1, failed.code(), failed::toString);

        JsonNode listed = Json.parse(ask("ps", "--json", "--since", "1h").out());
        assertEquals(2, listed.size(), listed::toString);
        assertEquals("bad", listed.at("/0/flow").asText(), listed::toString);
        assertEquals(
                1, Json.parse(ask("ps", "--json", "--label", "who=me").out()).size());
        String id = Json.parse(ask("ps", "--json", "--flow", "words").out())
                .at("/0/id")
                .asText();
        assertTrue(ask("show", id).out().contains("words is FINISHED"));
        assertTrue(ask("show", id, "--json").out().contains("\"to\""));
        assertTrue(ask("logs", id.substring(24)).out().contains("a: cutting"));
        assertTrue(ask("verify").out().contains("nothing is wrong"));
    }

    @Test
    void promotesAndScoresWhatAnotherRunHasTrained() throws IOException {
        Launched trained = launch(run(flow("train", """
                        "words": {"algorithm": "text.words"},
                        "fit":   {"algorithm": "trainer.most", "input": "words"},
                        "label": {"algorithm": "classifier.most", "modelFrom": "fit"}"""), "--json"));
        assertEquals(0, trained.code(), trained::toString);
        String id = Json.parse(trained.out()).get("id").textValue();
        Path promoted = folder.resolve("score.json");
        Launched told = ask("promote", id, "#:label", "--as", "score", "--promoted", promoted.toString());
        assertTrue(told.out().startsWith("Flow 'score' is in " + promoted), told::toString);
        Launched scored = launch(run(promoted, "--json"));
        assertEquals(0, scored.code(), scored::toString);
        assertEquals("[\"to\"]", Json.parse(scored.out()).get("output").toString());
        assertEquals("FINISHED", status("score"));
    }

    // ── several at once ──

    @Test
    void letsTwoRunsGoOnAtOnce() throws Exception {
        Path first = folder.resolve("first");
        Child waiting = Child.launch(folder, run(flow("slow", "test.gate", gate(first))));
        waiting.awaitLine("waiting");
        Launched second = launch(run(flow("words", "text.words", "{}")));
        assertEquals(0, second.code(), second::toString);
        assertEquals("RUNNING", status("slow"));
        Files.createFile(first);
        assertEquals(0, waiting.end(), waiting::toString);
        assertTrue(waiting.out().contains("slow is FINISHED"), waiting::toString);
    }

    private static String gate(Path file) {
        return "{\"file\": " + Json.NODES.textNode(file.toString()) + "}";
    }

    @Test
    void goesOnWithARunThatWasKilledWhereverItsAlgorithmsAre() throws Exception {
        Path gate = folder.resolve("gate");
        Child killed = Child.launch(folder, run(flow("slow", "test.gate", gate(gate))));
        killed.awaitLine("waiting");
        killed.kill();
        assertEquals("RUNNING", status("slow"));
        Files.createFile(gate);

        Launched other = launch(run(flow("words", "text.words", "{}")));
        assertEquals(0, other.code(), other::toString);
        assertFalse(other.err().contains("Cancelled"), other::toString);
        assertEquals(1, Json.parse(ask("ps", "--json", "--flow", "slow").out()).size());

        Child roles = Child.launch(
                folder, List.of("standalone", "--port", "0", "--store", store, "--algorithms", gates.toString()));
        await().atMost(SOON).until(() -> status("slow").equals("FINISHED"));
        int unused = roles.stop();
        String id = Json.parse(ask("ps", "--json", "--flow", "slow").out())
                .at("/0/id")
                .asText();
        JsonNode shown = Json.parse(ask("show", id, "--json").out());
        assertEquals("to be or\nnot to be", shown.at("/output").asText(), shown::toString);
        assertTrue(ask("verify").out().contains("nothing is wrong"));
    }

    // ── what cannot be opened ──

    /** Commands on a store that cannot be opened. */
    private void assertRefused(String url, String reason) throws IOException {
        store = url;
        assertRefused(reason, run(flow("words", "text.words", "{}")));
        assertRefused(reason, List.of("ps", "--store", url));
    }

    /** Those that open a store just as these two do. */
    private static void assertOthersRefused(String url, String reason) {
        for (List<String> words : List.of(
                List.of("show", "abc", "--store", url),
                List.of("logs", "abc", "--store", url),
                List.of("promote", "abc", "#:a", "--as", "b", "--promoted", "b.json", "--store", url),
                List.of("verify", "--store", url),
                List.of("hub", "--store", url, "--port", "0"),
                List.of("migrate", url))) {
            assertRefused(reason, words);
        }
    }

    /** One line that says why, and no password in it. */
    private static void assertRefused(String reason, List<String> words) {
        Launched launched = launch(words);
        Supplier<String> what = () -> words + "\n" + launched;
        assertTrue(launched.code() != 0, what);
        assertEquals("", launched.out(), what);
        assertEquals(1, launched.err().lines().count(), what);
        assertTrue(launched.err().contains(reason), what);
        assertFalse(launched.err().contains("s3cret"), what);
    }

    @Test
    void saysThatThePasswordIsWrong() throws Exception {
        String url = TestPostgres.locked("s3cret");
        String reason = "password authentication failed for user \"locked\"";
        assertRefused(url, reason);
        assertOthersRefused(url, reason);
    }

    @Test
    void saysThatThereIsNoSuchDatabase() throws Exception {
        assertRefused(
                store.replaceFirst("/t\\d+\\b", "/nowhere") + "&password=s3cret",
                "database \"nowhere\" does not exist");
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String url = "jdbc:postgresql://me:s3cret@127.0.0.1:" + port + "/d";
        String reason = "Connection to 127.0.0.1:" + port + " refused";
        assertRefused(url, reason);
        assertOthersRefused(url, reason);
    }
}
