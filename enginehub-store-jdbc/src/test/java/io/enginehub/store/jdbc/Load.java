package io.enginehub.store.jdbc;

import io.enginehub.EngineHub;
import io.enginehub.api.EngineHubException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.SubmitOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Applications that submit to an engine in this JVM, and remember what they were told, until they are stopped. */
final class Load {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ProcessFlow FLOW = ProcessFlow.chain("three", "one", "two", "three");

    private final EngineHub engine;
    private final Map<ProcessId, ProcessStatus> ended = new ConcurrentHashMap<>();
    private final Map<String, ProcessId> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Load(EngineHub engine) {
        this.engine = engine;
    }

    static Load start(EngineHub engine, int applications) {
        Load load = new Load(engine);
        engine.hub().deploy(FLOW, PATIENCE);
        for (int i = 0; i < applications; i++) {
            int number = i;
            Thread thread = new Thread(() -> load.run(number));
            load.threads.add(thread);
            thread.start();
        }
        return load;
    }

    private void run(int application) {
        for (int i = 0; !stopped; i++) {
            String key = application + "-" + i;
            ProcessId id = submit(key);
            accepted.put(key, id);
            ended.put(id, await(id));
        }
    }

    /** Submits until it is accepted, under the same key. */
    private ProcessId submit(String key) {
        while (true) {
            try {
                return engine.hub().submit(FLOW.key(), Payload.of((Object) key), SubmitOptions.key(key));
            } catch (EngineHubException e) {
                refused.incrementAndGet();
            }
        }
    }

    private ProcessStatus await(ProcessId id) {
        while (true) {
            try {
                return engine.hub().await(id, PATIENCE).process().status();
            } catch (EngineHubException e) {
                refused.incrementAndGet();
            }
        }
    }

    /** How many processes have ended. */
    int count() {
        return ended.size();
    }

    /** How many calls were answered with an error. */
    int refused() {
        return refused.get();
    }

    /** Lets each application end what it has begun. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    List<ProcessId> accepted() {
        return List.copyOf(accepted.values());
    }

    Map<ProcessId, ProcessStatus> ended() {
        return Map.copyOf(ended);
    }
}
