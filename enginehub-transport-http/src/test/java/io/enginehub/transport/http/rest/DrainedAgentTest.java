package io.enginehub.transport.http.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.EngineHub;
import io.enginehub.api.AgentState;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.api.spi.Registry;
import io.enginehub.transport.http.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An agent that is drained is shown as that, with what it has begun; nobody counts on it. */
class DrainedAgentTest {
    private static final String DRAIN = "drain/one";
    private static final String SUBMIT =
            "{\"flow\":" + RestHub.WORDS.replace("text.split", "a").replace("text.count", "b") + "}";

    private final CountDownLatch release = new CountDownLatch(1);

    private Algorithm held(String name) {
        return Algorithm.of(name, Payload.class, Payload.class, model -> (input, step) -> {
            release.await();
            return input;
        });
    }

    @Test
    void isListedWithItsWorkAndNotCountedOn() {
        HttpTransport transport = HttpTransport.local();
        try (SettingsHere settings = new SettingsHere();
                Registry registry = transport.members(List.of());
                EngineHub engine = EngineHub.named("all")
                        .hub(hub -> {})
                        .dispatcher(dispatcher -> {})
                        .algorithm(held("a"), agent -> agent.name("one").capacity(3))
                        .algorithm(held("b"), agent -> agent.name("two").capacity(2))
                        .settings(settings)
                        .closePatience(Duration.ZERO)
                        .transport(transport)
                        .registry(registry)
                        .start()) {
            await().until(() -> engine.hub().agents().size() == 2);
            looks(new Client(transport.address()), transport.address(), settings);
        } finally {
            release.countDown();
            transport.close();
        }
    }

    private void looks(Client client, URI hub, SettingsHere settings) {
        assertEquals(
                201,
                client.ask("POST", "/api/v1/adhoc", RestHub.JSON, SUBMIT, Map.of())
                        .status());
        await().until(() -> agent(client, "one").path("held").asInt() == 1);
        assertEquals("ACTIVE", agent(client, "one").path("status").asText());
        assertEquals(List.of("a", "b"), algorithms(client));
        assertTrue(metrics(client).contains("enginehub_agent_capacity{agent=\"one\",algorithm=\"a\"} 3"));

        settings.set(DRAIN, "yes");
        await().until(() -> agent(client, "one").path("status").asText().equals("DRAINED"));
        assertEquals(1, agent(client, "one").path("held").asInt());
        assertTrue(agent(client, "one").path("answers").asBoolean());
        assertEquals("ACTIVE", agent(client, "two").path("status").asText());
        try (HttpHub far = HttpHub.at(List.of(hub))) {
            AgentState last = far.agents().get(1);
            assertEquals("one", last.name());
            assertEquals(AgentState.Status.DRAINED, last.status());
        }
        assertEquals(List.of("b"), algorithms(client));
        assertEquals("AGENT_DRAINED", reasonOfOneMore(client));
        assertTrue(metrics(client).contains("enginehub_agent_capacity{agent=\"one\",algorithm=\"a\"} 0"));
        assertTrue(metrics(client).contains("enginehub_agent_events{agent=\"one\",algorithm=\"a\"} 1"));

        settings.remove(DRAIN);
        await().until(() -> agent(client, "one").path("status").asText().equals("ACTIVE"));
        assertFalse(metrics(client).contains("enginehub_agent_capacity{agent=\"one\",algorithm=\"a\"} 0"));
    }

    /** Why a process waits that needs the drained agent. */
    private static String reasonOfOneMore(Client client) {
        String id = client.ask("POST", "/api/v1/adhoc", RestHub.JSON, SUBMIT, Map.of())
                .json()
                .at("/process/id")
                .asText();
        return client.get("/api/v1/processes/" + id + "/explain")
                .json()
                .path("reason")
                .asText();
    }

    private static JsonNode agent(Client client, String name) {
        for (JsonNode each : client.get("/api/v1/agents").json().path("items")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError(name + " is not listed");
    }

    private static List<String> algorithms(Client client) {
        List<String> names = new ArrayList<>();
        client.get("/api/v1/algorithms")
                .json()
                .path("items")
                .forEach(each -> names.add(each.path("name").asText()));
        return names;
    }

    private static String metrics(Client client) {
        return client.get("/api/v1/metrics").body();
    }
}
