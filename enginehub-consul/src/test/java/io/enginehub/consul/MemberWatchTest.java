package io.enginehub.consul;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.orbitz.consul.Consul;
import io.enginehub.api.spi.Member;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a watch makes of answers, of which some are strange. */
class MemberWatchTest {
    private static final String HEAD = """
            {"Node": {"Node": "n", "Address": "10.0.0.1", "Datacenter": "dc1"},
             "Checks": [],
             "Service": {"Service": "enginehub", "Address": "", "Port": 7000, "Tags": [],""";
    private static final String TREE = entry("tree-1", "10.0.0.1");
    private static final String BAYES = entry("bayes-1", "10.0.0.1");
    private static final String NULL_META = HEAD + "\"ID\": \"x\", \"Meta\": null}}";
    private static final String NO_META = HEAD + "\"ID\": \"x\"}}";

    private ScriptedConsul scripted;
    private Consul consul;
    private Pictures pictures;
    private MemberWatch watch;
    private final AtomicInteger forgotten = new AtomicInteger();
    private final AtomicReference<List<String>> names = new AtomicReference<>(List.of("nothing was told yet"));

    private static String entry(String name, String address) {
        String incarnation = "00000000-0000-0007-0000-000000000008";
        return HEAD + """
                "ID": "enginehub-agent-%1$s-%2$s", "Address": "%3$s",
                "Meta": {"role": "AGENT", "name": "%1$s", "incarnation": "%2$s", "scheme": "http", "path": "", "protocol": "1"}
                }}""".formatted(name, incarnation, address);
    }

    private static String list(String... entries) {
        return "[" + String.join(",", entries) + "]";
    }

    @BeforeEach
    void open() throws IOException {
        scripted = new ScriptedConsul();
        consul = ConsulClients.open(scripted.access());
        Sightings sightings = new Sightings(Duration.ofSeconds(3), Duration.ofMinutes(1), false);
        pictures = new Pictures(
                Map.of(MemberWatch.OWN, sightings),
                new Quarantine(Threads.pool("test-looks", 1), false),
                Threads.timer("test-timer"));
        watch = new MemberWatch(
                new MemberWatch.Asked(consul.healthClient(), "enginehub", MemberWatch.OWN),
                new MemberEntry("enginehub", new ConsulRegistryOptions().addresses),
                pictures,
                forgotten::incrementAndGet);
        var unused = pictures.watch(members -> names.set(
                members.stream().map(Member::id).map(id -> id.name()).sorted().toList()));
    }

    @AfterEach
    void close() {
        pictures.close();
        consul.destroy();
        scripted.close();
    }

    private void expect(String... members) {
        await().atMost(Duration.ofSeconds(5)).until(() -> names.get().equals(List.of(members)));
    }

    private long run(String index, String... entries) {
        scripted.will(index, list(entries));
        return watch.runOnce();
    }

    @Test
    void asksAtOnceAndThenForWhatIsNewer() {
        run("17", TREE);
        run("18", TREE, BAYES);
        run("18", TREE, BAYES);
        expect("bayes-1", "tree-1");
        assertEquals(
                List.of(
                        Set.of("stale="),
                        Set.of("stale=", "wait=10s", "index=17"),
                        Set.of("stale=", "wait=10s", "index=18")),
                questions());
    }

    private List<Set<String>> questions() {
        return scripted.questions().stream()
                .map(query -> Set.of(query.split("&", -1)))
                .toList();
    }

    @Test
    void startsAnewAndKeepsAllWhenTheIndexGoesBack() {
        run("17", TREE);
        expect("tree-1");
        run("5", BAYES);
        expect("bayes-1", "tree-1");
        assertEquals(1, forgotten.get());
        run("6", BAYES);
        assertEquals(Set.of("stale="), questions().get(2));
        expect("bayes-1", "tree-1");
    }

    @Test
    void neverWaitsAtAnIndexBelowOne() {
        run("0", TREE);
        run("0", TREE);
        assertTrue(
                scripted.questions().get(1).contains("index=1"),
                scripted.questions().get(1));
    }

    @Test
    void keepsAllWhenConsulFails() {
        run("17", TREE);
        for (ScriptedConsul.Answer bad : List.of(
                new ScriptedConsul.Answer(500, Map.of(), "No cluster leader"),
                new ScriptedConsul.Answer(403, Map.of(), "Permission denied"),
                new ScriptedConsul.Answer(200, Map.of("X-Consul-Knownleader", "false"), "[]"),
                new ScriptedConsul.Answer(
                        200, Map.of("X-Consul-Knownleader", "true", "X-Consul-Lastcontact", "10001"), "[]"),
                new ScriptedConsul.Answer(200, Map.of("X-Consul-Knownleader", "true"), "{\"no\": \"list\"}"),
                new ScriptedConsul.Answer(200, Map.of("X-Consul-Knownleader", "true"), "[[[["),
                new ScriptedConsul.Answer(200, Map.of("X-Consul-Knownleader", "true"), "null"),
                new ScriptedConsul.Answer(200, Map.of("X-Consul-Knownleader", "true"), ""),
                new ScriptedConsul.Answer(200, Map.of("X-Consul-Knownleader", "true", "X-Consul-Index", "x"), "[]"))) {
            scripted.will(bad);
            long pause = watch.runOnce();
            assertTrue(pause >= Duration.ofMillis(100).toNanos(), bad + " was not a failure");
            expect("tree-1");
        }
        assertEquals(0, forgotten.get());
        run("18");
        assertEquals(1, forgotten.get());
        expect("tree-1");
    }

    @Test
    void waitsLongerAfterEachFailure() {
        long longest = 0;
        for (int i = 0; i < 10; i++) {
            long pause = watch.runOnce();
            assertTrue(pause <= Duration.ofMillis(500).toNanos());
            longest = Math.max(longest, pause);
        }
        assertTrue(longest > Duration.ofMillis(200).toNanos());
        run("17", TREE);
        assertTrue(watch.runOnce() <= Duration.ofMillis(200).toNanos());
    }

    @Test
    void ignoresOddEntriesAndNoOthers() {
        run("17", TREE, entry("evil", "169.254.169.254"), NULL_META, NO_META, BAYES);
        expect("bayes-1", "tree-1");
    }
}
