package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.eventually;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Failure;
import io.enginehub.api.Hub;
import io.enginehub.api.Model;
import io.enginehub.api.NotWarmException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models that load for ever, or fail to in an odd way. */
class HostileModelTest {
    private final Bystander bystander = new Bystander();
    private final SlowLoader loader = new SlowLoader("loader");

    @AutoClose
    final EngineHub engine = Engines.local()
            .dispatcher(dispatcher -> dispatcher.slots(2)) // why: so that a slot which does not come back is missed
            .algorithm(bystander.algorithm())
            .algorithm(loader, agent -> agent.capacity(2))
            .algorithm(new Odd())
            .start();

    private final Hub hub = engine.hub();

    /** Fails to load with a throwable that fails to say why. */
    private static final class Odd implements Algorithm {
        @Override
        public String name() {
            return "odd";
        }

        @Override
        public Model load(Payload model) {
            throw new Mute();
        }
    }

    private static final class Mute extends Error {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even that");
        }
    }

    @BeforeEach
    void startAProcessBesides() throws Exception {
        bystander.begin(engine);
    }

    @AfterEach
    void nobodyElseIsHarmed() {
        bystander.finish(engine);
    }

    private static ProcessFlow says(String model) {
        return one("loader", p -> p.model(Map.of("says", model)));
    }

    @Test
    void loadForEverWhileTheSameAgentLoadsAndRunsOthers() throws Exception {
        loader.block("slow");
        ProcessId waits = submit(engine, says("slow"), 1);
        loader.awaitLoading("slow");
        assertTrue(hub.cancel(waits)); // gives its slot back
        assertEquals(ProcessStatus.CANCELLED, hub.await(waits, SOON).process().status());
        assertEquals("quick", hub.await(submit(engine, says("quick"), 2), SOON).output(String.class));
        loader.unblock("slow");
        eventually(() -> assertEquals(1, loader.closed("slow")));
        eventually(() -> assertEquals(
                List.of("load slow", "load quick", "apply quick"),
                loader.events().stream()
                        .filter(event -> !event.startsWith("close"))
                        .toList()));
    }

    @Test
    void failTheirStepThoughTheyDoNotSayWhy() {
        Failure failure =
                hub.await(submit(engine, one("odd"), 1), SOON).process().failure();
        assertEquals(new Failure(Failure.Kind.MODEL, "it", "Mute, whose message cannot be read"), failure);
        NotWarmException refused = assertThrows(NotWarmException.class, () -> hub.deploy(one("odd"), SOON));
        assertTrue(refused.getMessage().contains("FAILED: Mute, whose message"), refused.getMessage());
    }
}
