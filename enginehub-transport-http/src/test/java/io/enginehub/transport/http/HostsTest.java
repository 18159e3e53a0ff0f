package io.enginehub.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.SubmitOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hub, dispatcher and agents, each with a server of its own. */
final class HostsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aProcessGoesFromHostToHost() {
        try (Host hub = Host.start(EngineHub.named("hub").hub(options -> {}), List.of())) {
            List<URI> hubs = List.of(hub.transport().address());
            Algorithm split = Algorithm.of("text.split", String.class, text -> text.split(" "));
            Algorithm count = Algorithm.of("text.count", String[].class, words -> words.length);
            try (Host dispatcher = Host.start(EngineHub.named("d1").dispatcher(options -> {}), hubs);
                    Host one = Host.start(EngineHub.named("one").algorithm(split), hubs);
                    Host two = Host.start(EngineHub.named("two").algorithm(count), hubs)) {
                assertEquals(3, List.of(dispatcher, one, two).size());
                ProcessFlow flow = ProcessFlow.chain("words", "text.split", "text.count");
                List<ProcessId> all = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    all.add(hub.engine()
                            .hub()
                            .submitAdHoc(flow, Payload.of("to be or not to be"), SubmitOptions.none()));
                }
                for (ProcessId id : all) {
                    ProcessResult result = hub.engine().hub().await(id, PATIENCE);
                    assertEquals(6, result.output(Integer.class));
                }
                hub.engine().hub().deploy(flow, PATIENCE);
                assertEquals(2, hub.engine().run("words", "hello world").output(Integer.class));
            }
        }
    }
}
