package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Hub;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Retry;
import io.enginehub.api.StepStatus;
import io.enginehub.api.UnknownFlowException;
import io.enginehub.api.UnknownProcessException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AdHocTest {
    private final SlowLoader loader = new SlowLoader("loader");
    private final Gate gate = new Gate("gate");

    @AutoClose
    final EngineHub engine = Engines.local()
            .hub(hub -> hub.keepHistory(Duration.ofHours(1), 5))
            .algorithm(loader)
            .algorithm(gate)
            .algorithm(Coded.echo("echo"))
            .algorithm(new Coded("broken", (input, step) -> {
                throw new IllegalStateException("no");
            }))
            .start();

    private final Hub hub = engine.hub();

    private static ProcessFlow gated(String after) {
        return ProcessFlow.builder("gated")
                .processor("say", "loader", p -> p.model(Map.of("says", "mine")))
                .processor("wait", after, p -> p.input("say").retry(Retry.NONE))
                .build();
    }

    @Test
    void registersNoFlow() {
        ProcessFlow flow = one("echo");
        assertEquals(7, engine.run(flow, 7).output(Integer.class));
        assertThrows(UnknownFlowException.class, () -> engine.run(flow.key(), 7));
    }

    @Test
    void closesItsModelsWhenTheProcessHasFinished() throws Exception {
        ProcessId id = submit(engine, gated("gate"), 1);
        gate.awaitEntered(1);
        assertEquals(0, loader.closed("mine"));
        gate.open();
        assertEquals("mine", hub.await(id, SOON).output(String.class));
        eventually(() -> assertEquals(1, loader.closed("mine")));
        engine.run(gated("gate"), 1);
        eventually(() -> assertEquals(
                List.of("load mine", "apply mine", "close mine", "load mine", "apply mine", "close mine"),
                loader.events()));
    }

    @Test
    void closesItsModelsWhenTheProcessHasFailed() {
        ProcessId id = submit(engine, gated("broken"), 1);
        assertEquals(ProcessStatus.FAILED, hub.await(id, SOON).process().status());
        eventually(() -> assertEquals(1, loader.closed("mine")));
    }

    @Test
    void closesItsModelsWhenTheProcessIsCancelled() throws Exception {
        ProcessId id = submit(engine, gated("gate"), 1);
        gate.awaitEntered(1);
        hub.cancel(id);
        eventually(() -> assertEquals(1, loader.closed("mine")));
    }

    @Test
    void closesAModelThatTwoProcessesShareWhenBothHaveEnded() throws Exception {
        ProcessId first = submit(engine, gated("gate"), 1);
        ProcessId second = submit(engine, gated("gate"), 2);
        gate.awaitEntered(2);
        gate.letThrough(1);
        eventually(() -> assertTrue(Engines.status(engine, first).isTerminal()
                || Engines.status(engine, second).isTerminal()));
        engine.run(one("echo"), 1); // the end of the first has gone all its ways
        assertEquals(List.of("load mine", "apply mine", "apply mine"), loader.events());
        gate.open();
        eventually(() -> assertEquals(1, loader.closed("mine")));
    }

    @Test
    void keepsFlowAndStepsInHistory() {
        ProcessFlow flow = one("echo");
        ProcessId id = engine.run(flow, 7).process().id();
        ProcessInstance kept = hub.find(id).orElseThrow();
        assertTrue(kept.adHoc());
        assertEquals(flow, hub.flow(id));
        assertEquals(StepStatus.FINISHED, hub.steps(id).get(0).status());
        assertEquals(List.of(kept), hub.list(ProcessQuery.all()).items());
    }

    @Test
    void keepsTheNewestProcessesAndAllThatHaveNotEnded() throws Exception {
        ProcessId running = submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        for (int i = 0; i < 1000; i++) { // so many ends, and the hub looks what to forget
            submit(engine, one("echo"), i);
        }
        eventually(() -> assertEquals(6, hub.list(ProcessQuery.all()).items().size()));
        assertEquals(ProcessStatus.RUNNING, Engines.status(engine, running));
        gate.open();
        assertEquals(1, hub.await(running, SOON).output(Integer.class));
    }

    @Test
    void forgetsWhatIsOlderThanWanted() {
        try (EngineHub forgetful = Engines.local()
                .hub(h -> h.keepHistory(Duration.ZERO, 10_000))
                .algorithm(Coded.echo("echo"))
                .start()) {
            ProcessId first = submit(forgetful, one("echo"), 0);
            for (int i = 1; i < 1000; i++) {
                submit(forgetful, one("echo"), i);
            }
            eventually(() -> assertTrue(forgetful.hub().find(first).isEmpty()));
            assertThrows(UnknownProcessException.class, () -> forgetful.hub().steps(first));
        }
    }

    @Test
    void saysThatThereIsNoProcessWhereThereIsNone() {
        ProcessId none = new ProcessId(new UUID(1, 2));
        assertTrue(hub.find(none).isEmpty());
        assertThrows(UnknownProcessException.class, () -> hub.steps(none));
        assertThrows(UnknownProcessException.class, () -> hub.logs(none, 0));
        assertThrows(UnknownProcessException.class, () -> hub.checks(none));
        assertThrows(UnknownProcessException.class, () -> hub.explain(none));
        assertThrows(UnknownProcessException.class, () -> hub.flow(none));
        assertThrows(UnknownProcessException.class, () -> hub.await(none, SOON));
        assertThrows(UnknownProcessException.class, () -> hub.result(none));
        assertThrows(UnknownProcessException.class, () -> hub.cancel(none));
        assertThrows(UnknownProcessException.class, () -> hub.retry(none));
        assertThrows(UnknownProcessException.class, () -> hub.promote(none, "#", "it", "key"));
    }
}
