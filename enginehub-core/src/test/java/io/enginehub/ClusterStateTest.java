package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.AgentState;
import io.enginehub.api.Deployment;
import io.enginehub.api.DispatcherState;
import io.enginehub.api.Hub;
import io.enginehub.api.NotWarmException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.UnknownProcessException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a hub tells of flows and members. */
class ClusterStateTest {
    private final SlowLoader loader = new SlowLoader("loader");
    private final Gate gate = new Gate("gate");

    @AutoClose
    final EngineHub engine = Engines.local()
            .dispatcher(dispatcher -> dispatcher.slots(3))
            .algorithm(loader)
            .algorithm(gate, agent -> agent.capacity(2))
            .start();

    private final Hub hub = engine.hub();

    private static ProcessFlow flow(String model) {
        return ProcessFlow.builder("served")
                .processor("first", "loader", p -> p.model(Map.of("says", model)))
                .processor("last", "gate", p -> p.input("first"))
                .build();
    }

    private List<Deployment.State> states() {
        return hub.deployments().stream().map(Deployment::state).toList();
    }

    @Test
    void tellsWhereEachVersionStands() throws Exception {
        assertEquals(List.of(), hub.deployments());
        hub.deploy(flow("old"), SOON);
        assertEquals(List.of(Deployment.State.READY), states());
        ProcessId running = hub.submit("served", Payload.of(1), SubmitOptions.none());
        gate.awaitEntered(1);

        loader.block("slow");
        NotWarmException slow =
                assertThrows(NotWarmException.class, () -> hub.deploy(flow("slow"), Duration.ofMillis(1)));
        assertEquals(false, slow.hasFailed());
        assertEquals(List.of(Deployment.State.READY, Deployment.State.LOADING), states());
        assertTrue(hub.deployments().get(1).lacking().contains("'first'"));

        loader.unblock("slow");
        eventually(() -> assertEquals(List.of(Deployment.State.DRAINING, Deployment.State.READY), states()));
        gate.open();
        hub.await(running, SOON);
        eventually(() -> assertEquals(List.of(Deployment.State.RETIRED, Deployment.State.READY), states()));
        hub.undeploy("served");
        eventually(() -> assertEquals(List.of(Deployment.State.RETIRED, Deployment.State.RETIRED), states()));
    }

    @Test
    void tellsHowItsAgentsAre() throws Exception {
        hub.deploy(flow("old"), SOON);
        hub.submit("served", Payload.of(1), SubmitOptions.none());
        gate.awaitEntered(1);
        AgentState first = hub.agents().get(0);
        assertEquals("loader", first.algorithm());
        assertTrue(first.answers());
        assertEquals(
                List.of("WARM"),
                first.models().stream().map(AgentState.HeldModel::state).toList());
        AgentState second = hub.agents().get(1);
        assertEquals(2, second.capacity());
        assertEquals(1, second.held());
        gate.open();
    }

    @Test
    void tellsWhatItsDispatchersHold() throws Exception {
        ProcessId id = submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        DispatcherState dispatcher = hub.dispatchers().get(0);
        assertEquals(3, dispatcher.slots());
        assertEquals(List.of(id), dispatcher.running());
        gate.open();
        hub.await(id, SOON);
        eventually(() -> assertEquals(List.of(), hub.dispatchers().get(0).running()));
    }

    @Test
    void givesBackWhatAProcessWasSubmittedWith() {
        Payload input = Payload.ofText("text/csv", "x,y\n1,2\n");
        ProcessId id = hub.submitAdHoc(one("gate"), input, SubmitOptions.none());
        assertEquals(input, hub.input(id));
        assertThrows(UnknownProcessException.class, () -> hub.input(new ProcessId(new UUID(1, 1))));
        gate.open();
    }
}
