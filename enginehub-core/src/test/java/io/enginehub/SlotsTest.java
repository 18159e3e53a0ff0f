package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.step;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.enginehub.api.Explanation;
import io.enginehub.api.Hub;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.StepStatus;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private final Neighbours neighbours = new Neighbours();
    private final Gate leaving = new Gate("leaving");
    private final Gate gate = new Gate("gate");
    private final AtomicInteger counted = new AtomicInteger();

    @AutoClose
    final EngineHub engine = neighbours
            .join(Engines.local())
            .dispatcher(dispatcher -> dispatcher.slots(4))
            .algorithm(Coded.echo("staying"))
            .algorithm(gate)
            .algorithm(new Coded("counted", (input, step) -> {
                counted.incrementAndGet();
                return input;
            }))
            .start();

    private final Hub hub = engine.hub();

    private List<ProcessId> hundred(String algorithm) {
        return IntStream.range(0, 100)
                .mapToObj(i -> submit(engine, one(algorithm), i))
                .toList();
    }

    @Test
    void areNotHeldByProcessesWhoseLastAgentHasJustGone() throws Exception {
        EngineHub agent = neighbours.agent("leaver").algorithm(leaving).start();
        List<ProcessId> stuck = hundred("leaving");
        leaving.awaitEntered(2); // some of them run, and hold slots
        List<ProcessId> others = hundred("staying");
        agent.close();
        for (ProcessId id : others) {
            assertEquals(ProcessStatus.FINISHED, hub.await(id, SOON).process().status());
        }
        for (ProcessId id : stuck) {
            assertFalse(Engines.status(engine, id).isTerminal());
        }
        eventually(() -> assertEquals(Explanation.Reason.NO_AGENT, Engines.reason(engine, stuck.get(0))));

        leaving.open();
        try (EngineHub back = neighbours.agent("leaver").algorithm(leaving).start()) {
            assertNotNull(back);
            for (ProcessId id : stuck) {
                assertEquals(
                        ProcessStatus.FINISHED, hub.await(id, SOON).process().status());
            }
        }
    }

    @Test
    void areGivenBackWithFinishedStepsWhenTheLastAgentLeavesInTheMiddleOfAChain() throws Exception {
        EngineHub agent = neighbours.agent("leaver").algorithm(leaving).start();
        ProcessFlow flow = ProcessFlow.chain("chain", "counted", "leaving", "staying");
        ProcessId id = submit(engine, flow, 1);
        leaving.awaitEntered(1);
        agent.close();
        eventually(() -> assertEquals(ProcessStatus.PENDING, Engines.status(engine, id)));
        Explanation why = hub.explain(id);
        assertEquals(Explanation.Reason.NO_AGENT, why.reason());
        assertEquals("leaving", why.algorithm());
        assertEquals(StepStatus.FINISHED, step(hub, id, "counted").status());

        leaving.open();
        try (EngineHub back = neighbours.agent("leaver").algorithm(leaving).start()) {
            assertNotNull(back);
            ProcessResult result = hub.await(id, SOON);
            assertEquals(1, result.output(Integer.class));
            assertEquals(1, counted.get());
            assertEquals(1, result.steps().get(1).attempts()); // the loss of an agent is no failed attempt
        }
    }

    @Test
    void areHeldAsLongAsAnotherStepIsInFlight() throws Exception {
        EngineHub agent = neighbours.agent("leaver").algorithm(leaving).start();
        ProcessFlow flow = ProcessFlow.builder("branches")
                .processor("here", "gate")
                .processor("there", "leaving")
                .processor("end", "staying", p -> p.after("here", "there"))
                .build();
        ProcessId id = submit(engine, flow, 1);
        gate.awaitEntered(1);
        leaving.awaitEntered(1);
        agent.close();
        eventually(() -> assertEquals(StepStatus.READY, step(hub, id, "there").status()));
        assertEquals(ProcessStatus.RUNNING, Engines.status(engine, id));
        gate.open();
        eventually(() -> assertEquals(ProcessStatus.PENDING, Engines.status(engine, id)));
        assertEquals(StepStatus.FINISHED, step(hub, id, "here").status());
    }
}
