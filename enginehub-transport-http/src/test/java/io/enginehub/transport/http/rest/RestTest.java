package io.enginehub.transport.http.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client does with a hub: deploy, submit, wait, look, and each in words that it can act on where it errs. */
final class RestTest {
    private static final String JSON = RestHub.JSON;
    private static final String WORDS = RestHub.WORDS;
    private static RestHub hub;
    private static Client client;

    @BeforeAll
    static void start() {
        hub = new RestHub();
        client = hub.client();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aFlowIsDeployedAndTakesInputsAndTellsOfThem() {
        Client.Got deployed = client.ask("PUT", "/api/v1/flows/words", JSON, WORDS, Map.of());
        assertEquals(200, deployed.status(), deployed.body());
        assertEquals("READY", deployed.json().path("state").asText());

        Client.Got done = client.ask(
                "POST",
                "/api/v1/flows/words/processes?label=team=wine",
                JSON,
                "\"to be or not\"",
                Map.of("Prefer", "wait=30", "Idempotency-Key", "a-1"));
        assertEquals(201, done.status(), done.body());
        assertEquals("FINISHED", done.json().at("/process/status").asText());
        assertEquals(4, done.json().at("/output/json").asInt());
        String location = done.headers().get("Location");
        Client.Got again = client.ask(
                "POST",
                "/api/v1/flows/words/processes?label=team=wine",
                JSON,
                "\"to be or not\"",
                Map.of("Idempotency-Key", "a-1"));
        assertEquals(location, again.headers().get("Location"));

        assertEquals("4", client.get(location + "/output").body());
        assertEquals("\"to be or not\"", client.get(location + "/input").body());
        assertEquals(WORDS, client.get(location + "/flow").body());
        assertEquals(2, client.get(location + "/steps").json().path("items").size());
        assertEquals(
                "ENDED", client.get(location + "/explain").json().path("reason").asText());
        assertEquals(200, client.get(location + "/result").status());
        assertEquals(200, client.get(location + "/checks").status());
        assertEquals(200, client.get(location + "/logs").status());
        JsonNode listed =
                client.get("/api/v1/processes?label=team=wine&status=FINISHED").json();
        assertEquals(1, listed.path("items").size(), listed.toString());
        assertEquals(409, client.ask("DELETE", location, null, null, Map.of()).status());
    }

    @Test
    void flowAndInputComeTogether() {
        String body = "{\"flow\":" + WORDS + ",\"input\":{\"text\":\"a b c\",\"type\":\"text/plain\"}}";
        Client.Got done = client.ask("POST", "/api/v1/adhoc", JSON, body, Map.of("Prefer", "wait=30"));
        assertEquals(201, done.status(), done.body());
        assertEquals(3, done.json().at("/output/json").asInt());
    }

    @Test
    void aHubTellsOfItsCluster() {
        JsonNode agents = client.get("/api/v1/agents").json().path("items");
        assertEquals(5, agents.size());
        assertTrue(agents.path(0).path("answers").asBoolean());
        assertEquals("ACTIVE", agents.path(0).path("status").asText());
        assertEquals(1, client.get("/api/v1/dispatchers").json().path("items").size());
        JsonNode algorithms = client.get("/api/v1/algorithms?catalog=text").json();
        assertEquals("text.count", algorithms.at("/items/0/name").asText());
        assertEquals(
                0,
                client.get("/api/v1/algorithms?catalog=none")
                        .json()
                        .path("items")
                        .size());
        assertEquals(0, client.get("/api/v1/queue/summary").json().path("count").asInt());
        assertEquals(200, client.get("/api/v1/queue").status());
        assertEquals(200, client.get("/api/v1/health/live").status());
        assertEquals(200, client.get("/api/v1/health/ready").status());
        assertEquals(
                "{\"name\":\"text.split\"}\n",
                client.get("/agents/text.split/algorithm").body());
        assertEquals(
                "text.split",
                client.get("/agents/text.split/status").json().path("algorithm").asText());
    }

    @Test
    void allFaultsOfAFlowAreTold() {
        String flow = "{\"format\":1,\"key\":\"bad\",\"processors\":{\"a\":{\"algorithm\":\"x\",\"input\":\"b\"},"
                + "\"c\":{\"algorithm\":\"\"}},\"output\":\"d\"}";
        Client.Got refused = client.ask("PUT", "/api/v1/flows/bad", JSON, flow, Map.of());
        assertEquals(422, refused.status());
        assertEquals("application/problem+json", refused.type());
        assertEquals("INVALID_FLOW", refused.json().path("code").asText());
        assertTrue(refused.json().path("faults").size() >= 2, refused.body());
    }

    @Test
    void aPageOfAnotherSiteIsRefused() {
        Client.Got refused = client.ask("GET", "/api/v1/flows", null, null, Map.of("Origin", "http://evil.example"));
        assertEquals(403, refused.status());
        Client.Got rebound = client.ask("GET", "/api/v1/flows", null, null, Map.of("Host", "evil.example:80"));
        assertEquals(421, rebound.status());
        assertFalse(rebound.body().contains("Exception"));
    }
}
