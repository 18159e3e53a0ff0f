package io.enginehub;

import io.enginehub.api.Explanation;
import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Processor;
import io.enginehub.api.Step;
import io.enginehub.api.SubmitOptions;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Engines for tests: they give dead dispatchers up fast, and close without waiting for handlers. */
final class Engines {
    /** Longer than anything takes that is to happen. */
    static final Duration SOON = Duration.ofSeconds(30);

    private Engines() {}

    static EngineHub.Builder local() {
        return quick(EngineHub.local());
    }

    static EngineHub.Builder quick(EngineHub.Builder builder) {
        return builder.hub(hub -> hub.lease(Duration.ofSeconds(1))).closePatience(Duration.ZERO);
    }

    /** A flow of one processor, called {@code it}. */
    static ProcessFlow one(String algorithm) {
        return one(algorithm, it -> {});
    }

    static ProcessFlow one(String algorithm, Consumer<Processor.Builder> more) {
        return ProcessFlow.builder("one").processor("it", algorithm, more).build();
    }

    static ProcessId submit(EngineHub engine, ProcessFlow flow, Object input) {
        return engine.hub().submitAdHoc(flow, Payload.of(input), SubmitOptions.none());
    }

    static ProcessStatus status(EngineHub engine, ProcessId id) {
        return engine.hub().find(id).orElseThrow().status();
    }

    static Step step(Hub hub, ProcessId id, String processor) {
        return hub.steps(id).stream()
                .filter(step -> step.processor().equals(processor))
                .findFirst()
                .orElseThrow();
    }

    static Explanation.Reason reason(EngineHub engine, ProcessId id) {
        return engine.hub().explain(id).reason();
    }

    /** Waits until an assertion holds. */
    static void eventually(ThrowingRunnable assertion) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(SOON)
                .untilAsserted(assertion);
    }
}
