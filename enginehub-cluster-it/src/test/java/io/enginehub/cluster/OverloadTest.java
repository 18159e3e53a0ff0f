package io.enginehub.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.EngineFullException;
import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.SubmitOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Far more inputs come than can be handled, and then no longer. */
@Timeout(240)
final class OverloadTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration OVERLOAD = Duration.ofSeconds(Integer.getInteger("overload.seconds", 5));
    private static final Duration BACK = Duration.ofSeconds(10);
    private static final int SENDERS = 16;
    private static final int PROBES = 20;

    @RegisterExtension
    private final Cluster cluster = new Cluster();

    private final AtomicInteger offered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ConcurrentLinkedQueue<ProcessId> accepted = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void refusesWhatIsTooMuchAndIsSoonAsQuickAsBefore() throws Exception {
        int port = Cluster.freePorts(1).get(0);
        List<URI> hubs = List.of(Cluster.local(port));
        cluster.hub("hub", port, "sqlite:" + cluster.folder().resolve("hub.db"), "--max-pending", "50")
                .start();
        cluster.dispatcher("d0", hubs, 4).start();
        cluster.role("agent0", "agent", "--hub", hubs.get(0).toString(), "--algorithm", "work.a", "--capacity", "2")
                .start();
        cluster.roles().forEach(Role::awaitReady);
        Hub client = cluster.client(hubs);
        client.deploy(
                ProcessFlow.parse("{\"format\":1,\"key\":\"one\",\"processors\":{"
                        + "\"a\":{\"algorithm\":\"work.a\",\"model\":{\"millis\":25}}}}"),
                SOON);
        median(client); // why: to warm up
        double before = median(client);

        overload(hubs.get(0));
        long ended = System.nanoTime();
        double[] after = {median(client)};
        Awaitility.await().atMost(SOON).until(() -> {
            after[0] = median(client);
            return after[0] <= 2 * before + 20;
        });
        Duration back = Duration.ofNanos(System.nanoTime() - ended);
        List<ProcessId> all = List.copyOf(accepted);
        for (ProcessId id : all) {
            assertEquals(
                    ProcessStatus.FINISHED, client.await(id, SOON).process().status());
        }
        double times = (double) offered.get() / Math.max(1, all.size());
        System.out.printf(
                Locale.ROOT,
                "OverloadTest: %d inputs in %d s, %.0f times what was taken; %d refused with 429 or 503 and Retry-After;"
                        + " p50 %.0f ms before, %.0f ms %.1f s after; %d of %d accepted FINISHED%n",
                offered.get(),
                OVERLOAD.toSeconds(),
                times,
                refused.get(),
                before,
                after[0],
                back.toMillis() / 1e3,
                all.size(),
                all.size());
        assertEquals(List.of(), List.copyOf(wrong));
        assertEquals(offered.get(), refused.get() + all.size());
        assertTrue(times >= 10, "that was no overload: " + times);
        assertTrue(back.compareTo(BACK) <= 0, back::toString);
        assertEquals(
                0,
                client.list(ProcessQuery.all()
                                .statuses(Set.of(ProcessStatus.PENDING))
                                .limit(1))
                        .items()
                        .size());
    }

    /** Sends as fast as it can, and never waits as it is asked to. */
    private void overload(URI hub) throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/api/v1/flows/one/processes"))
                .header("Content-Type", "application/json")
                .timeout(SOON)
                .POST(HttpRequest.BodyPublishers.ofString("\"x\""))
                .build();
        CountDownLatch over = new CountDownLatch(1);
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Thread sender = new Thread(() -> {
                while (over.getCount() > 0) {
                    send(http, request);
                }
            });
            senders.add(sender);
            sender.start();
        }
        boolean unused = over.await(OVERLOAD.toMillis(), TimeUnit.MILLISECONDS);
        over.countDown();
        for (Thread sender : senders) {
            sender.join();
        }
    }

    private void send(HttpClient http, HttpRequest request) {
        offered.incrementAndGet();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            int retryAfter = Integer.parseInt(
                    response.headers().firstValue("Retry-After").orElse("0"));
            if (response.statusCode() == 201) {
                String place = response.headers().firstValue("Location").orElseThrow();
                accepted.add(ProcessId.parse(place.substring(place.lastIndexOf('/') + 1)));
            } else if ((response.statusCode() == 429 || response.statusCode() == 503) && retryAfter > 0) {
                refused.incrementAndGet();
            } else {
                wrong.add(response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            wrong.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of some processes, one after the other: from submit to result, in milliseconds. One that is refused took for ever. */
    private static double median(Hub client) {
        double[] millis = new double[PROBES];
        Arrays.fill(millis, Double.POSITIVE_INFINITY);
        for (int i = 0; i < PROBES; i++) {
            long begun = System.nanoTime();
            try {
                ProcessId id = client.submit("one", Payload.of((Object) "probe"), SubmitOptions.none());
                client.await(id, SOON);
                millis[i] = (System.nanoTime() - begun) / 1e6;
            } catch (EngineFullException e) {
                // why nothing: it took for ever
            }
        }
        Arrays.sort(millis);
        return millis[PROBES / 2];
    }
}
