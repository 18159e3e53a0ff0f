package io.enginehub.transport.http.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.SubmitOptions;
import io.enginehub.transport.http.server.Caller;
import io.enginehub.transport.http.server.RawClient;
import io.enginehub.transport.http.server.Route;
import io.enginehub.transport.http.server.RouteTable;
import io.enginehub.transport.http.server.Scope;
import io.enginehub.transport.http.server.ServerLimits;
import io.enginehub.transport.http.server.WebServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a watcher is told of a process, by a server of few threads. */
final class EventStreamsTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(60);
    /** More events than any stream here has. */
    private static final int MOST = 10_000;

    private static final ServerLimits FEW_THREADS = new ServerLimits(200, 200, 16 << 10, LONG, LONG, LONG, 2, 20);

    private final RestHub hub = new RestHub();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<RawClient> clients = new ArrayList<>();
    private EventStreams streams = new EventStreams(hub.engine().hub(), timer, pace(LONG, 100));
    private WebServer server = serve();

    private static EventStreams.Pace pace(Duration beat, int most) {
        return new EventStreams.Pace(SHORT, SHORT, beat, most);
    }

    private WebServer serve() {
        RouteTable routes = new RouteTable()
                .add(List.of(
                        Route.of(
                                "GET",
                                "/{id}/events",
                                Scope.READ,
                                ask -> streams.all(ask).now()),
                        Route.of(
                                "GET",
                                "/{id}/logs",
                                Scope.READ,
                                ask -> streams.logs(ask, 0).now())));
        return WebServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                null,
                routes,
                (scope, head) -> body -> Caller.LOCAL,
                FEW_THREADS,
                HubProblems::of);
    }

    private void restart(EventStreams.Pace pace) {
        server.close();
        streams = new EventStreams(hub.engine().hub(), timer, pace);
        server = serve();
    }

    @AfterEach
    void stop() {
        clients.forEach(RawClient::close);
        server.close();
        hub.close();
        timer.shutdownNow();
    }

    private ProcessId submit(String flow) {
        return hub.engine().hub().submitAdHoc(ProcessFlow.parse(flow), Payload.NULL, SubmitOptions.none());
    }

    private RawClient watch(String path, String last) {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        String resumed = last.isEmpty() ? "" : "Last-Event-ID: " + last + "\r\n";
        client.send("GET /" + path + " HTTP/1.1\r\nHost: localhost\r\n" + resumed + "\r\n");
        return client;
    }

    private static RawClient opened(RawClient client) {
        RawClient.Response head = client.readHead();
        assertEquals(200, head.status());
        assertEquals("text/event-stream", head.header("Content-Type"));
        return client;
    }

    /** One event; a comment has no type. */
    private record Event(String id, String type, String data) {
        static List<Event> all(String text) {
            List<Event> events = new ArrayList<>();
            for (String block : text.split("\n\n")) {
                String[] lines = block.split("\n");
                events.add(
                        lines.length == 3
                                ? new Event(lines[0].substring(4), lines[1].substring(7), lines[2].substring(6))
                                : new Event("", "", block));
            }
            return events;
        }

        boolean shows(String what, String text) {
            return type.equals(what) && data.contains(text);
        }
    }

    /** Reads up to an event, or to the end. */
    private static List<Event> until(RawClient client, String type, String text) {
        List<Event> events = new ArrayList<>();
        while (events.stream().noneMatch(event -> event.shows(type, text))) {
            String chunk = client.chunk();
            if (chunk.isEmpty()) {
                break;
            }
            events.addAll(Event.all(chunk));
            assertTrue(events.size() < MOST, "the same comes again and again");
        }
        return events;
    }

    private static List<Event> toEnd(RawClient client) {
        return until(client, "never", "");
    }

    private static Event last(List<Event> events) {
        return events.get(events.size() - 1);
    }

    @Test
    void aWatcherIsToldInOrderAndToTheEnd() {
        ProcessId id = submit(RestHub.HELD);
        RawClient client = opened(watch(id + "/events", ""));
        List<Event> before = until(client, "log", "It holds.");
        assertEquals("status", before.get(0).type());
        hub.release();
        List<Event> after = toEnd(client);
        assertTrue(last(after).shows("status", "\"FINISHED\""), after.toString());
        assertTrue(after.stream().anyMatch(event -> event.shows("step", "\"FINISHED\"")), after.toString());
        List<Event> all = new ArrayList<>(before);
        all.addAll(after);
        assertEquals(1, all.stream().filter(event -> event.type().equals("log")).count());
        assertEquals(0, streams.count());
        assertEquals(204, watch(id + "/events", last(all).id()).read().status());
    }

    @Test
    void whoWasCutOffGoesOnWhereItWas() {
        ProcessId id = submit(RestHub.HELD);
        RawClient cut = opened(watch(id + "/events", ""));
        List<Event> before = until(cut, "log", "It holds.");
        cut.reset();
        RawClient quiet = opened(watch(id + "/logs", last(before).id()));
        RawClient again = opened(watch(id + "/events", last(before).id()));
        hub.release();
        List<Event> after = toEnd(again);
        assertTrue(after.stream().noneMatch(event -> event.type().equals("log")), after.toString());
        assertTrue(last(after).shows("status", "\"FINISHED\""), after.toString());
        assertEquals(List.of(), toEnd(quiet));
        List<Event> log = toEnd(opened(watch(id + "/logs", "")));
        assertEquals(1, log.size(), log.toString());
        assertEquals(204, watch(id + "/logs", last(log).id()).read().status());
        assertEquals(400, watch(id + "/logs", "x").read().status());
    }

    @Test
    void aStreamThatIsSilentSaysThatItLives() {
        restart(pace(SHORT, 100));
        RawClient client = opened(watch(submit(RestHub.HELD) + "/events", ""));
        until(client, "log", "It holds.");
        for (int beats = 0; beats < 3; ) {
            beats = client.chunk().equals(":\n\n") ? beats + 1 : 0;
        }
        assertEquals(1, streams.count());
    }

    @Test
    void thereAreSoManyStreamsAndNoneAfterItsReader() {
        restart(pace(SHORT, 2));
        ProcessId id = submit(RestHub.HELD);
        RawClient one = opened(watch(id + "/events", ""));
        RawClient two = opened(watch(id + "/events", ""));
        until(one, "log", "It holds.");
        until(two, "log", "It holds.");
        RawClient.Response refused = watch(id + "/events", "").read();
        assertEquals(503, refused.status());
        assertTrue(refused.body().contains("TOO_MANY_STREAMS"), refused.body());
        one.reset();
        two.close();
        await().until(() -> streams.count() == 0);
        // why the timer: it is the only thing that would look again
        await().until(() -> timer.getQueue().isEmpty() && timer.getActiveCount() == 0);
        opened(watch(id + "/events", ""));
    }

    @Test
    void aSlowReaderHoldsNobodyUp() {
        ProcessId id = submit(chat(4));
        assertTrue(hub.engine().hub().await(id, LONG).process().status().isTerminal());
        List<RawClient> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            slow.add(watch(id + "/events", ""));
        }
        await().until(() -> streams.count() == 20);
        List<Event> whole = toEnd(opened(watch(id + "/logs", "")));
        assertEquals(4 * RestHub.CHAT, whole.size());
        assertEquals(20, streams.count(), "a stream ended that nobody has read");
        List<Event> late = toEnd(opened(slow.get(0)));
        List<String> lines = late.stream()
                .filter(event -> event.type().equals("log"))
                .map(Event::data)
                .toList();
        assertEquals(whole.stream().map(Event::data).toList(), lines);
        assertTrue(last(late).shows("status", "\"FINISHED\""));
    }

    private static String chat(int steps) {
        ProcessFlow.Builder flow = ProcessFlow.builder("chat");
        for (int i = 0; i < steps; i++) {
            String from = i == 0 ? "#" : "chat" + (i - 1);
            flow.processor("chat" + i, "text.talk", processor -> processor.input(from));
        }
        return flow.build().toJson();
    }

    @Test
    void whoAsksForNothingThatIsThereIsTold() {
        assertEquals(
                404,
                watch("019512a0-7c3e-7a41-9a53-4b1f0d2c6e58/events", "").read().status());
        assertEquals(400, watch("x/events", "").read().status());
        assertEquals(0, streams.count());
    }
}
