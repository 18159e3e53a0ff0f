package io.enginehub.transport.http.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.EngineHub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Registry;
import io.enginehub.api.spi.Reply;
import io.enginehub.transport.http.HttpTransport;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The figures are those of what happened. */
final class MetricsTest {
    private static final Map<String, String> WAIT = Map.of("Prefer", "wait=30");
    private static final Duration LONG = Duration.ofSeconds(30);

    /** The samples by name with labels, from a text whose form is checked on the way. */
    private static Map<String, Double> scraped(Client client) {
        Client.Got got = client.get("/api/v1/metrics");
        assertEquals(200, got.status(), got.body());
        assertEquals("text/plain; version=0.0.4; charset=utf-8", got.type());
        Map<String, Double> samples = new TreeMap<>();
        Set<String> families = new HashSet<>();
        String family = "";
        for (String line : got.body().split("\n")) {
            if (line.startsWith("# HELP ")) {
                family = line.split(" ")[2];
                assertTrue(families.add(family), line);
            } else if (!line.startsWith("# TYPE " + family + " ")) {
                assertTrue(line.matches(family + "(_bucket|_sum|_count)?(\\{.*\\})? [-0-9.E]+"), line);
                int space = line.lastIndexOf(' ');
                double value = Double.parseDouble(line.substring(space + 1));
                assertEquals(null, samples.put(line.substring(0, space), value), line);
            }
        }
        return samples;
    }

    private static Client.Got adHoc(Client client, String flow, Map<String, String> headers) {
        String body = "{\"flow\":" + flow + ",\"input\":{\"json\":\"a b\"}}";
        Client.Got got = client.ask("POST", "/api/v1/adhoc", RestHub.JSON, body, headers);
        assertEquals(201, got.status(), got.body());
        return got;
    }

    @Test
    void theyTellWhatHappened() {
        try (RestHub hub = new RestHub()) {
            Client client = hub.client();
            client.ask("PUT", "/api/v1/flows/words", RestHub.JSON, RestHub.WORDS, WAIT);
            for (int i = 0; i < 3; i++) {
                client.ask("POST", "/api/v1/flows/words/processes", RestHub.JSON, "\"a b\"", WAIT);
            }
            adHoc(client, RestHub.FAILING, WAIT);
            adHoc(client, RestHub.HELD, Map.of());
            String absent = RestHub.WORDS.replace("text.split", "text.absent");
            String waiting = adHoc(client, absent, Map.of()).headers().get("Location");
            adHoc(client, absent, Map.of());
            client.ask("DELETE", waiting, null, null, Map.of());
            assertEquals(404, client.get("/api/v1/flows/none").status());
            assertEquals(404, client.get("/api/v1/nowhere").status());
            await().untilAsserted(() -> {
                Map<String, Double> is = scraped(client);
                Map<String, Double> expected = new TreeMap<>();
                expected.put("enginehub_process_duration_seconds_count{status=\"FINISHED\"}", 3.0);
                expected.put("enginehub_process_duration_seconds_bucket{status=\"FINISHED\",le=\"+Inf\"}", 3.0);
                expected.put("enginehub_process_duration_seconds_count{status=\"FAILED\"}", 1.0);
                expected.put("enginehub_process_duration_seconds_count{status=\"CANCELLED\"}", 1.0);
                expected.put("enginehub_process_wait_seconds_count", 5.0);
                expected.put("enginehub_step_duration_seconds_count{status=\"FINISHED\"}", 6.0);
                expected.put("enginehub_step_duration_seconds_count{status=\"FAILED\"}", 1.0);
                expected.put("enginehub_queue_processes{reason=\"NO_AGENT\",algorithm=\"text.absent\"}", 1.0);
                expected.put("enginehub_slots_used{dispatcher=\"all\"}", 1.0);
                expected.put("enginehub_agent_up{agent=\"text.hold\",algorithm=\"text.hold\"}", 1.0);
                expected.put("enginehub_agent_events{agent=\"text.hold\",algorithm=\"text.hold\"}", 1.0);
                expected.put("enginehub_agent_events{agent=\"text.split\",algorithm=\"text.split\"}", 0.0);
                expected.put("enginehub_models{algorithm=\"text.split\",state=\"WARM\"}", 1.0);
                expected.put("enginehub_deployments{state=\"READY\"}", 1.0);
                expected.put("enginehub_deployments{state=\"LOADING\"}", 0.0);
                expected.put("enginehub_event_streams", 0.0);
                expected.put("enginehub_takeovers_total", 0.0);
                expected.put("enginehub_refusals_total{code=\"UNKNOWN_FLOW\"}", 1.0);
                expected.put("enginehub_refusals_total{code=\"NO_SUCH_PATH\"}", 1.0);
                expected.put(asked("POST", "/api/v1/flows/{key}/processes", 201), 3.0);
                expected.put(asked("POST", "/api/v1/adhoc", 201), 4.0);
                expected.put(asked("", "none", 404), 1.0);
                Map<String, Double> found = new TreeMap<>(is);
                found.keySet().retainAll(expected.keySet());
                assertEquals(expected, found);
                assertTrue(is.get("enginehub_store_batches_total") >= 6, is.toString());
                assertTrue(is.get("enginehub_slots{dispatcher=\"all\"}") >= 1, is.toString());
                String oldest = "enginehub_queue_oldest_seconds{reason=\"NO_AGENT\",algorithm=\"text.absent\"}";
                assertTrue(is.get(oldest) >= 0 && is.get(oldest) < 600, is.toString());
                buckets(is);
            });
        }
    }

    private static String asked(String method, String route, int status) {
        return "enginehub_http_request_duration_seconds_count{method=\"" + method + "\",route=\"" + route
                + "\",status=\"" + status + "\"}";
    }

    /** Each range holds all that is shorter, too, and no histogram is longer than its ranges allow. */
    private static void buckets(Map<String, Double> samples) {
        String process = "enginehub_process_duration_seconds";
        double before = 0;
        for (String bound : List.of("0.001", "0.1", "1.0", "600.0", "+Inf")) {
            double count = samples.get(process + "_bucket{status=\"FINISHED\",le=\"" + bound + "\"}");
            assertTrue(count >= before, samples.toString());
            before = count;
        }
        assertTrue(samples.get(process + "_sum{status=\"FINISHED\"}") > 0, samples.toString());
    }

    @Test
    void aRunIsOneRequest() {
        try (RestHub hub = new RestHub();
                HttpHub far = HttpHub.at(List.of(hub.transport().address()))) {
            far.runAdHoc(ProcessFlow.chain("words", "text.split"), Payload.of("a b"), SubmitOptions.none(), LONG);
            await().untilAsserted(() -> {
                Map<String, Double> requests = scraped(hub.client());
                requests.keySet().removeIf(name -> !name.contains("_count{") || !name.contains("/api/v1/"));
                requests.keySet().removeIf(name -> name.contains("/metrics"));
                assertEquals(Map.of(asked("POST", "/api/v1/adhoc", 201), 1.0), requests);
            });
        }
    }

    @Test
    void aTakeoverIsCounted() {
        HttpTransport transport = HttpTransport.local();
        try (Registry registry = transport.members(List.of());
                EngineHub hub = EngineHub.named("hub")
                        .hub(options -> options.lease(Duration.ofSeconds(1)))
                        .listener(transport.counting())
                        .transport(transport)
                        .registry(registry)
                        .start()) {
            hub.hub().submitAdHoc(ProcessFlow.chain("stay", "text.stay"), Payload.NULL, SubmitOptions.none());
            MemberId gone = new MemberId("gone", new UUID(1, 1));
            ClaimRequest claim = new ClaimRequest(gone, 1, 1, Set.of("text.stay"), null);
            Reply<Claimed> claimed = transport
                    .waitingQueue(transport.address())
                    .claim(claim)
                    .toCompletableFuture()
                    .join();
            assertInstanceOf(Reply.Ok.class, claimed);
            Client client = new Client(transport.address());
            assertEquals(0, scraped(client).get("enginehub_takeovers_total"));
            await().atMost(LONG).until(() -> scraped(client).get("enginehub_takeovers_total") == 1);
        } finally {
            transport.close();
        }
    }
}
