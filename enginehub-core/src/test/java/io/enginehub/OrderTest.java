package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.enginehub.api.Explanation.Reason;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OrderTest {
    private final Gate gate = new Gate("gate");
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final Neighbours neighbours = new Neighbours();

    @AutoClose
    final EngineHub engine = neighbours
            .join(Engines.local().dispatcher(dispatcher -> dispatcher.slots(1)).algorithm(gate))
            .start();

    @Test
    void takesTheOldestFirst() throws Exception {
        List<ProcessId> ids = IntStream.range(0, 20)
                .mapToObj(i -> submit(engine, one("gate"), i))
                .toList();
        gate.open();
        for (ProcessId id : ids) {
            engine.hub().await(id, SOON);
        }
        assertEquals(IntStream.range(0, 20).mapToObj(Integer::toString).toList(), gate.inputs());
    }

    private Coded noting(String name) {
        return new Coded(name, (input, step) -> {
            ran.add(name);
            return input;
        });
    }

    @Test
    void takesWhatWasStartedBeforeAheadOfWhatIsOlderAndWasNot() throws Exception {
        ProcessId older = submit(engine, one("older"), 1); // nobody has its algorithm yet
        ProcessId started;
        try (EngineHub first =
                neighbours.agent("first").algorithm(noting("rest")).start()) {
            assertNotNull(first);
            started = submit(engine, ProcessFlow.chain("started", "gate", "rest"), 2);
            gate.awaitEntered(1);
        }
        gate.letThrough(1);
        eventually(() -> assertEquals(ProcessStatus.PENDING, Engines.status(engine, started)));

        ProcessId blocker = submit(engine, one("gate"), 3);
        gate.awaitEntered(1);
        try (EngineHub second = neighbours
                .agent("second")
                .algorithm(noting("rest"))
                .algorithm(noting("older"))
                .start()) {
            assertNotNull(second);
            eventually(() -> assertEquals(Reason.NO_SLOT, Engines.reason(engine, started)));
            eventually(() -> assertEquals(Reason.QUEUED, Engines.reason(engine, older)));
            gate.open();
            engine.hub().await(blocker, SOON);
            engine.hub().await(started, SOON);
            engine.hub().await(older, SOON);
        }
        assertEquals(List.of("rest", "older"), ran);
    }
}
