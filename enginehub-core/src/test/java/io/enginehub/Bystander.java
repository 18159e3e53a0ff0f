package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.ProcessId;
import org.jspecify.annotations.Nullable;

/** A process of an algorithm of its own that runs while something hostile happens beside it, and must not feel it. */
final class Bystander {
    private final Gate gate = new Gate("bystander");
    private @Nullable ProcessId process;

    /** The algorithm, for the engine that is to have it. */
    Gate algorithm() {
        return gate;
    }

    /** Its handler runs from now on. */
    void begin(EngineHub engine) throws InterruptedException {
        process = submit(engine, one("bystander"), "unharmed");
        gate.awaitEntered(1);
    }

    /** Lets it go on: it gives what it was given, and so does another one after it. */
    void finish(EngineHub engine) {
        gate.open();
        assertEquals("unharmed", engine.hub().await(process, SOON).output(String.class));
        ProcessId next = submit(engine, one("bystander"), "next");
        assertEquals("next", engine.hub().await(next, SOON).output(String.class));
    }
}
