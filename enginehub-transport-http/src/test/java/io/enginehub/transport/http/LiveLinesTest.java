package io.enginehub.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.spi.Registry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step logs is there while it runs. */
final class LiveLinesTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void linesOfAStepAreThereWhileItRuns(boolean http) {
        CountDownLatch gate = new CountDownLatch(1);
        try (HttpTransport transport = HttpTransport.local();
                Registry registry = transport.members(List.of())) {
            EngineHub.Builder builder = EngineHub.local()
                    .closePatience(Duration.ZERO)
                    .algorithm(Algorithm.of("text.hold", Payload.class, Payload.class, model -> (input, step) -> {
                        step.warn("It holds.");
                        gate.await();
                        return input;
                    }));
            if (http) {
                builder.transport(transport).registry(registry);
            }
            try (EngineHub engine = builder.start()) {
                ProcessId id = engine.hub()
                        .submitAdHoc(ProcessFlow.chain("held", "text.hold"), Payload.NULL, SubmitOptions.none());
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .untilAsserted(() ->
                                assertEquals(1, engine.hub().logs(id, 0).items().size()));
                gate.countDown();
            }
        }
    }
}
