package io.enginehub.launcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.EngineHub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.spi.Registry;
import io.enginehub.consul.ConsulAccess;
import io.enginehub.consul.ConsulClusterSettings;
import io.enginehub.test.consul.TestConsul;
import io.enginehub.transport.http.HttpTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code cluster}, on a real Consul. */
final class ClusterCommandTest {
    private static TestConsul consul;

    @BeforeAll
    static void start() {
        consul = TestConsul.dev();
    }

    @AfterAll
    static void stop() {
        consul.close();
    }

    private static Launched run(String... words) {
        List<String> all = new ArrayList<>(List.of("cluster"));
        all.addAll(List.of(words));
        all.addAll(List.of("--consul", consul.url().toString()));
        return Launched.run(all.toArray(String[]::new));
    }

    @Test
    void setsShowsAndTakesAway() {
        Launched none = run();
        assertEquals(0, none.code(), none::toString);
        assertTrue(none.err().contains("Nothing is set"), none::toString);

        Launched set = run("set", "slots=4", "slots/d1=2", "drain/agent-7=yes", "max-pending=0");
        assertEquals(0, set.code(), set::toString);
        assertEquals("4", consul.get("/v1/kv/enginehub/settings/slots?raw"));
        Launched shown = run();
        assertEquals(set.out(), shown.out());
        Stream.of(
                        "slots          4      each dispatcher holds so many processes",
                        "slots/d1       2      d1 holds so many processes",
                        "drain/agent-7  yes    agent-7 gets nothing new",
                        "max-pending    0      nothing is accepted")
                .forEach(line -> assertTrue(shown.out().contains(line), shown::toString));

        consul.put("/v1/kv/enginehub/settings/leases", "x", null);
        assertTrue(run().out().contains("leases         x      is ignored: There is no setting"), run()::toString);
        consul.put("/v1/kv/enginehub/settings/leases", "", null);
        Launched json = run("--json");
        assertEquals(Json.parse("""
                {"drain/agent-7": "yes", "leases": "", "max-pending": "0", "slots": "4", "slots/d1": "2"}"""), Json.parse(json.out()));

        Launched unset = run("unset", "slots", "slots/d1", "drain/agent-7", "--json");
        assertEquals(
                Json.parse("{\"leases\": \"\", \"max-pending\": \"0\"}"), Json.parse(unset.out()), unset::toString);
        assertEquals(0, run("unset", "max-pending").code());
    }

    @Test
    void takesItsOptionsBeforeAndAfterWhatIsToBeDone() {
        String url = consul.url().toString();
        Launched before = Launched.run("cluster", "--json", "--consul", url, "set", "drain/d9=yes");
        assertEquals(0, before.code(), before::toString);
        assertEquals("yes", Json.parse(before.out()).path("drain/d9").asText());
        Launched after = Launched.run("cluster", "unset", "drain/d9", "--consul", url);
        assertEquals(0, after.code(), after::toString);
    }

    @Test
    void setsNothingWhenOneOfThemIsWrong() {
        Launched wrong = run("set", "slots=9", "max-pending=many");
        assertEquals(2, wrong.code(), wrong::toString);
        assertTrue(
                wrong.err().contains("max-pending takes a number from 0 to 2147483647, not 'many'."), wrong::toString);
        assertEquals("", consul.get("/v1/kv/enginehub/settings/slots?raw"));
        assertEquals(2, run("set", "slots").code());
        assertEquals(2, run("set").code());
        Launched unknown = run("unset", "slot");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("There is no setting 'slot'."), unknown::toString);
    }

    @Test
    void showsWhoIsDrainedAndWhatWaitsForThem() {
        HttpTransport transport = HttpTransport.local();
        try (ConsulClusterSettings followed = ConsulClusterSettings.open(ConsulAccess.to(consul.url()));
                Registry registry = transport.members(List.of());
                EngineHub engine = EngineHub.named("all")
                        .hub(hub -> {})
                        .dispatcher(dispatcher -> {})
                        .algorithm(new Shout(), agent -> agent.name("loud-1").capacity(2))
                        .algorithm(new Shout(), agent -> agent.name("loud-2").capacity(2))
                        .settings(followed)
                        .transport(transport)
                        .registry(registry)
                        .start()) {
            await().until(() -> engine.hub().agents().size() == 2);
            String hub = transport.address().toString();
            assertEquals(0, run("set", "drain/loud-1=yes", "drain/all=yes").code());
            awaitShown(hub, "agents", "loud-1 shout 1 DRAINED 0/2");
            awaitShown(hub, "agents", "loud-2 shout 1 ACTIVE 0/2");
            awaitShown(hub, "dispatchers", "all 0/0");
            JsonNode document =
                    Json.parse(Launched.run("agents", "--hub", hub, "--json").out());
            assertEquals(
                    List.of("ACTIVE", "DRAINED"),
                    document.findValuesAsText("status").stream().sorted().toList());
            assertEquals(0, run("set", "drain/loud-2=yes").code());
            awaitShown(hub, "agents", "loud-2 shout 1 DRAINED 0/2");
            ProcessId waiting = engine.hub()
                    .submitAdHoc(ProcessFlow.chain("loud", "shout"), Payload.of((Object) "hey"), SubmitOptions.none());
            awaitShown(hub, "queue", "let one work again, or start another: enginehub agent --algorithm shout");
            assertEquals(
                    0, run("unset", "drain/loud-1", "drain/loud-2", "drain/all").code());
            awaitShown(hub, "agents", "loud-1 shout 1 ACTIVE 0/2");
            assertEquals(
                    "\"HEY\"",
                    engine.hub().await(waiting, Duration.ofSeconds(20)).output().text());
        } finally {
            transport.close();
        }
    }

    private static void awaitShown(String hub, String list, String line) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Launched shown = Launched.run(list, "--hub", hub);
            assertTrue(shown.out().replaceAll(" +", " ").contains(line), shown::toString);
        });
    }

    @Test
    void saysWhereConsulIsNamedAndWhenItDoesNotAnswer() {
        Launched unnamed = Launched.run("cluster", "--consul", "");
        assertEquals(2, unnamed.code());
        assertTrue(unnamed.err().contains("--consul http://127.0.0.1:8500"), unnamed::toString);
        Launched away = Launched.run("cluster", "set", "slots=4", "--consul", "http://127.0.0.1:9");
        assertEquals(1, away.code());
        assertTrue(away.err().contains("Consul does not keep 'slots'"), away::toString);
    }
}
