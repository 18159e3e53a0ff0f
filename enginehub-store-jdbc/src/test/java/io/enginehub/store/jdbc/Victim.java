package io.enginehub.store.jdbc;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.EngineHubException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.SubmitOptions;
import java.time.Duration;
import java.util.Locale;

/**
 * A program with an engine on a store and applications that submit without end, to be killed at any moment. It tells on
 * standard output what the engine has told its applications: {@code ACCEPTED KEY ID} and {@code ENDED ID STATUS}.
 */
final class Victim {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ProcessFlow FLOW = ProcessFlow.chain("three", "one", "two", "three");

    private Victim() {}

    /** Arguments: the store's URL; its tables' prefix; the number of this life; how many applications. */
    public static void main(String[] args) {
        int life = Integer.parseInt(args[2]);
        try (JdbcProcessStore store = StoreUrl.open(args[0], args[1])) {
            EngineHub engine = engine(store);
            engine.hub().deploy(FLOW, PATIENCE);
            tell("READY");
            for (int i = 0; i < Integer.parseInt(args[3]); i++) {
                int number = i;
                new Thread(() -> application(engine, life + "-" + number)).start();
            }
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An engine whose steps are done at once. */
    static EngineHub engine(JdbcProcessStore store) {
        return EngineHub.named("victim")
                .hub(hub -> hub.lease(Duration.ofSeconds(1)).keepHistory(Duration.ofDays(1), 1_000_000))
                .dispatcher(dispatcher -> dispatcher.slots(16))
                .algorithm(Algorithm.of("one", String.class, text -> text + "1"))
                .algorithm(Algorithm.of("two", String.class, text -> text + "2"))
                .algorithm(Algorithm.of("three", String.class, text -> text + "3"))
                .store(store)
                .start();
    }

    private static void application(EngineHub engine, String name) {
        for (int i = 0; ; i++) {
            String key = name + "-" + i;
            try {
                ProcessId id = engine.hub().submit(FLOW.key(), Payload.of((Object) key), SubmitOptions.key(key));
                tell("ACCEPTED " + key + " " + id);
                ProcessResult result = engine.hub().await(id, PATIENCE);
                tell("ENDED " + id + " " + result.process().status());
            } catch (EngineHubException e) {
                tell("REFUSED " + e.getMessage());
            }
        }
    }

    private static void tell(String line) {
        synchronized (System.out) {
            System.out.printf(Locale.ROOT, "%s%n", line);
            System.out.flush();
        }
    }
}
