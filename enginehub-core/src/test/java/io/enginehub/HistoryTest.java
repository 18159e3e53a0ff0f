package io.enginehub;

import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Algorithm;
import io.enginehub.api.NotPromotableException;
import io.enginehub.api.ProcessFailedException;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.StepStatus;
import io.enginehub.api.UnknownProcessException;
import io.enginehub.core.local.InMemoryProcessStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What can be read of a store whose engine is gone. */
class HistoryTest {
    @AutoClose
    private final InMemoryProcessStore store = new InMemoryProcessStore(Instant::now);

    private final History history = History.of(store);

    private EngineHub engine() {
        return Engines.local()
                .store(store)
                .algorithm(Algorithm.of("fit", Integer.class, n -> n * 2))
                .algorithm(Algorithm.of("add", Integer.class, Integer.class, model -> (n, step) -> {
                    step.log("adding " + model);
                    return n + model;
                }))
                .start();
    }

    private static ProcessFlow training() {
        return ProcessFlow.builder("training")
                .processor("fitted", "fit")
                .processor("added", "add", p -> p.modelFrom("fitted"))
                .build();
    }

    @Test
    void tellsOfAProcessWhatItsHubTold() {
        ProcessResult told;
        try (EngineHub engine = engine()) {
            told = engine.run(training(), 3);
        }
        ProcessId id = told.process().id();
        ProcessResult read = history.result(id);
        assertEquals(told.process(), read.process());
        assertEquals(told.steps(), read.steps());
        assertEquals(told.output(), read.output());
        assertEquals(told.logs(), read.logs());
        assertEquals(told.logs(), history.logs(id, 0).items());
        assertEquals(training(), history.flow(id));
        assertEquals(List.of(told.process()), history.list(ProcessQuery.all()).items());
    }

    @Test
    void cutsAFlowOutOfWhatAnEngineThatIsGoneHasTrained() {
        ProcessId id;
        try (EngineHub engine = engine()) {
            id = engine.run(training(), 3).process().id();
        }
        ProcessFlow score = history.promote(id, "#", "added", "score");
        try (EngineHub engine = engine()) {
            assertEquals(106, engine.run(score, 100).output(Integer.class));
        }
    }

    @Test
    void showsAProcessThatHasNotEndedAsItStands() {
        ProcessId id;
        try (EngineHub engine = engine()) {
            id = submit(engine, one("nobody-has-this"), 1);
        }
        ProcessResult read = history.result(id);
        assertEquals(ProcessStatus.PENDING, read.process().status());
        assertEquals(StepStatus.READY, read.steps().get(0).status());
        assertThrows(ProcessFailedException.class, read::output);
        assertThrows(NotPromotableException.class, () -> history.promote(id, "#", "it", "score"));
    }

    @Test
    void knowsNoProcessThatIsNotThere() {
        ProcessId id = new ProcessId(new UUID(1, 2));
        assertTrue(history.find(id).isEmpty());
        assertThrows(UnknownProcessException.class, () -> history.result(id));
        assertThrows(UnknownProcessException.class, () -> history.logs(id, 0));
    }
}
