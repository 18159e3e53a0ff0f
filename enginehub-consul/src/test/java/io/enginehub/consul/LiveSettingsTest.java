package io.enginehub.consul;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.EngineHub;
import io.enginehub.api.AgentState;
import io.enginehub.api.Algorithm;
import io.enginehub.api.EngineFullException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Step;
import io.enginehub.api.SubmitOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles do what is set in a real Consul, while they run. */
class LiveSettingsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ProcessFlow FLOW = ProcessFlow.chain("flow", "gate");

    private final Semaphore gate = new Semaphore(0);
    private final String service = SharedConsul.newService();
    private ConsulClusterSettings operator;
    private ConsulClusterSettings followed;
    private EngineHub engine;

    @BeforeEach
    void start() {
        operator = ConsulClusterSettings.open(SharedConsul.access(), service);
        followed = ConsulClusterSettings.open(SharedConsul.access(), service);
        Algorithm gated = Algorithm.of("gate", String.class, text -> {
            gate.acquire();
            return text;
        });
        engine = EngineHub.named("d1")
                .hub(hub -> hub.maxPending(1000))
                .dispatcher(dispatcher -> dispatcher.slots(4))
                .algorithm(gated, agent -> agent.name("one").capacity(8))
                .algorithm(gated, agent -> agent.name("two").capacity(8))
                .settings(followed)
                .closePatience(Duration.ZERO)
                .start();
    }

    @AfterEach
    void stop() {
        gate.release(1000);
        engine.close();
        operator.close();
        followed.close();
    }

    private List<ProcessId> submit(int count) {
        List<ProcessId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(engine.hub().submitAdHoc(FLOW, Payload.of((Object) "in"), SubmitOptions.none()));
        }
        return ids;
    }

    private long running(List<ProcessId> ids) {
        return ids.stream()
                .filter(id -> engine.hub().find(id).orElseThrow().status() == ProcessStatus.RUNNING)
                .count();
    }

    private void awaitSlots(int slots) {
        await().atMost(PATIENCE).until(() -> engine.hub().dispatchers().get(0).slots() == slots);
    }

    @Test
    void aDispatcherHoldsAsManyAsAreSet() {
        List<ProcessId> ids = submit(10);
        await().atMost(PATIENCE).until(() -> running(ids) == 4);
        operator.set("slots", "2");
        awaitSlots(2);
        assertEquals(4, running(ids)); // why: what has begun goes on
        gate.release(2);
        await().atMost(PATIENCE).until(() -> running(ids) == 2);
        Spectator.letPass(Duration.ofMillis(300));
        assertEquals(2, running(ids));
        operator.set("slots/d1", "6");
        await().atMost(PATIENCE).until(() -> running(ids) == 6);
        operator.remove("slots/d1");
        operator.set("drain/d1", "yes");
        awaitSlots(0);
        gate.release(6);
        await().atMost(PATIENCE).until(() -> running(ids) == 0);
        Spectator.letPass(Duration.ofMillis(300));
        assertEquals(0, running(ids));
        operator.remove("drain/d1");
        gate.release(10);
        ids.forEach(id -> assertEquals(
                ProcessStatus.FINISHED,
                engine.hub().await(id, PATIENCE).process().status()));
    }

    @Test
    void anAgentThatIsDrainedGetsNothingNewAndEndsWhatItHas() {
        List<ProcessId> before = submit(4);
        await().atMost(PATIENCE).until(() -> running(before) == 4);
        await().atMost(PATIENCE)
                .until(() -> engine.hub().agents().stream()
                                .mapToInt(AgentState::held)
                                .sum()
                        == 4);
        String busy = engine.hub().agents().stream()
                .filter(agent -> agent.held() > 0)
                .findFirst()
                .orElseThrow()
                .name();
        String other = busy.equals("one") ? "two" : "one";
        operator.set("drain/" + busy, "yes");
        await().atMost(PATIENCE).until(() -> drained().equals(List.of(busy)));
        assertTrue(engine.hub().agents().stream()
                .anyMatch(agent -> agent.name().equals(busy) && agent.answers() && agent.held() > 0));
        List<ProcessId> after = submit(20);
        gate.release(24);
        assertTrue(agents(before).contains(busy));
        assertFalse(agents(after).contains(busy));

        operator.set("drain/" + other, "yes");
        await().atMost(PATIENCE).until(() -> drained().size() == 2);
        ProcessId waiting = submit(1).get(0);
        Spectator.letPass(Duration.ofMillis(300));
        assertEquals(
                ProcessStatus.PENDING, engine.hub().find(waiting).orElseThrow().status());
        operator.remove("drain/" + busy);
        gate.release();
        assertEquals(List.of(busy), agents(List.of(waiting)));
    }

    private List<String> drained() {
        return engine.hub().agents().stream()
                .filter(agent -> agent.status() == AgentState.Status.DRAINED)
                .map(AgentState::name)
                .toList();
    }

    /** The agents that have handled these, and in one attempt. */
    private List<String> agents(List<ProcessId> ids) {
        return ids.stream()
                .flatMap(id -> engine.hub().await(id, PATIENCE).steps().stream())
                .peek(step -> assertEquals(1, step.attempts()))
                .map(Step::agent)
                .toList();
    }

    @Test
    void aHubAcceptsAsManyAsAreSet() {
        operator.set("max-pending", "0");
        await().atMost(PATIENCE).until(() -> {
            try {
                gate.release();
                submit(1);
                return false;
            } catch (EngineFullException e) {
                return true;
            }
        });
        assertThrows(EngineFullException.class, () -> submit(1));
        operator.remove("max-pending");
        await().atMost(PATIENCE)
                .ignoreException(EngineFullException.class)
                .until(() -> !submit(1).isEmpty());
    }
}
