package io.enginehub.consul;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.EngineHub;
import io.enginehub.api.DispatcherState;
import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Step;
import io.enginehub.api.SubmitOptions;
import io.enginehub.test.consul.TestConsul;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster under load whose roles, each with a server of its own, know each other through a Consul that fails. */
class WorkGoesOnTest {
    private static final ProcessFlow FLOW = ProcessFlow.chain("flow", "one", "two");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AWAY = Duration.parse(System.getProperty("consul.away", "PT2S"));
    private static final int MILLIS_BETWEEN = 10;

    private final List<RoleHost> hosts = new ArrayList<>();
    private final List<Spectator> spectators = new ArrayList<>();
    private final Queue<ProcessId> submitted = new ConcurrentLinkedQueue<>();
    private ScheduledExecutorService clients;
    private TestConsul consul;
    private Cut way;
    private Hub hub;

    @BeforeEach
    void start() {
        consul = TestConsul.dev();
        way = new Cut(consul.url());
        hub = host(EngineHub.named("hub").hub(options -> {})).hub();
        host(EngineHub.named("d1").dispatcher(options -> {}));
        host(EngineHub.named("d2").dispatcher(options -> {}));
        for (String agent : List.of("one1", "one2", "two1")) {
            host(EngineHub.named(agent)
                    .algorithm(RoleHost.algorithm(agent.substring(0, 3)), options -> options.name(agent)));
        }
        clients = Threads.timer("clients");
        var unused = clients.scheduleAtFixedRate(
                () -> submitted.add(hub.submitAdHoc(FLOW, Payload.of((Object) "in"), SubmitOptions.none())),
                0,
                MILLIS_BETWEEN,
                TimeUnit.MILLISECONDS);
        awaitEnd(submit());
        spectators.forEach(each -> each.expect("hub", "d1", "d2", "one1", "one2", "two1"));
        spectators.forEach(Spectator::forget);
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
        hosts.forEach(RoleHost::close);
        way.close();
        consul.close();
    }

    private EngineHub host(EngineHub.Builder roles) {
        RoleHost host = RoleHost.start(way.access(), roles);
        hosts.add(host);
        spectators.add(new Spectator(host.registry()));
        return host.engine();
    }

    private ProcessId submit() {
        ProcessId id = hub.submitAdHoc(FLOW, Payload.of((Object) "in"), SubmitOptions.none());
        submitted.add(id);
        return id;
    }

    private ProcessResult awaitEnd(ProcessId id) {
        return hub.await(id, PATIENCE);
    }

    private static void print(String format, Object... figures) {
        System.out.println("Consul: " + String.format(Locale.ROOT, format, figures));
    }

    /** Ends the load; gives what became of all processes. */
    private List<ProcessResult> results() {
        clients.shutdown();
        List<ProcessResult> results = submitted.stream().map(this::awaitEnd).toList();
        results.forEach(result -> assertEquals(
                ProcessStatus.FINISHED, result.process().status(), () -> String.valueOf(result.process())));
        return results;
    }

    private static long slowest(List<ProcessResult> results) {
        return results.stream()
                .map(result -> result.process().times())
                .mapToLong(times ->
                        Duration.between(times.submitted(), times.ended()).toMillis())
                .max()
                .orElse(0);
    }

    @Test
    void noProcessMindsThatConsulFails() {
        List<UUID> before = dispatchers();
        consul.kill();
        Spectator.letPass(AWAY);
        consul.start();
        consul.awaitLeader();
        awaitAllRegistered();
        consul.pause();
        Spectator.letPass(AWAY);
        consul.resume();
        awaitAllRegistered();
        way.cut();
        await().atMost(PATIENCE).until(() -> consul.get("/v1/agent/checks").contains("\"critical\""));
        Spectator.letPass(AWAY);
        way.mend();
        awaitAllRegistered();

        List<ProcessResult> results = results();
        int changes = spectators.stream()
                .mapToInt(each -> each.changes("hub", "d1", "d2", "two1"))
                .sum();
        long triedAgain = results.stream()
                .flatMap(result -> result.steps().stream())
                .filter(step -> step.attempts() != 1)
                .count();
        print(
                "killed, started without its data, stopped and cut off under load, %d s each: %d processes,"
                        + " 0 failed, no lease lost, %d steps tried again, slowest %d ms; %d changes of %d pictures",
                AWAY.toSeconds(), results.size(), triedAgain, slowest(results), changes, spectators.size());
        // why: a dispatcher that lost its lease, and so its processes to others, is another incarnation
        assertEquals(before, dispatchers());
        assertEquals(0, triedAgain);
    }

    private List<UUID> dispatchers() {
        return hub.dispatchers().stream()
                .map(DispatcherState::incarnation)
                .sorted()
                .toList();
    }

    private void awaitAllRegistered() {
        await().atMost(PATIENCE).until(() -> {
            String checks = consul.get("/v1/agent/checks");
            return checks.split("\"Status\": \"passing\"", -1).length - 1 == hosts.size();
        });
    }

    @Test
    void aKilledAgentGetsNothingSoonAndANewOneGetsWorkAtOnce() {
        ChildJvm child = new ChildJvm(RoleHost.class, consul.url().toString(), "two", "two");
        try (child) {
            await().atMost(PATIENCE)
                    .until(() -> awaitEnd(submit()).steps().stream().anyMatch(step -> "two".equals(step.agent())));
            Instant killed = Instant.now();
            child.kill();
            Spectator.letPass(Duration.ofSeconds(3));

            ProcessFlow waiting = ProcessFlow.chain("waiting", "late");
            ProcessId id = hub.submitAdHoc(waiting, Payload.of((Object) "in"), SubmitOptions.none());
            Spectator.letPass(Duration.ofMillis(200));
            long from = System.nanoTime();
            host(EngineHub.named("late").algorithm(RoleHost.algorithm("late")));
            assertEquals("in late", awaitEnd(id).output(String.class));
            long first = (System.nanoTime() - from) / 1_000_000;

            List<ProcessResult> results = results();
            long lastEvent = results.stream()
                    .flatMap(result -> result.steps().stream())
                    .filter(step -> "two".equals(step.agent()))
                    .map(Step::started)
                    .mapToLong(started -> Duration.between(killed, started).toMillis())
                    .max()
                    .orElse(0);
            print(
                    "an agent killed under load: %d processes, 0 failed, slowest %d ms, its last event %d ms after it was"
                            + " killed; a new agent's first event was done %d ms after its host began to start",
                    results.size(), slowest(results), lastEvent, first);
            assertTrue(lastEvent < 2000, lastEvent + " ms");
            assertTrue(first < 1000, first + " ms");
        }
    }
}
