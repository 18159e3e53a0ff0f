package io.enginehub.store.jdbc;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.SubmitOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A program that runs processes of three steps, each of which takes and gives a payload of 1 MiB, and looks whether the
 * right bytes come out.
 */
final class LargePayloads {
    static final String DONE = "All came out right: ";

    private static final int SIZE = 1 << 20;
    private static final int APPLICATIONS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ProcessFlow FLOW = ProcessFlow.chain("large", "one", "two", "three");

    private LargePayloads() {}

    /** Adds a number to each byte. */
    private record Add(String name, int number) implements Algorithm {
        @Override
        public Model load(Payload model) {
            return (input, step) -> Payload.ofBytes(input.contentType(), added(input.toBytes(), number));
        }
    }

    private static byte[] added(byte[] bytes, int number) {
        byte[] sums = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            sums[i] = (byte) (bytes[i] + number);
        }
        return sums;
    }

    /** Arguments: the store's URL; its tables' prefix; how many processes each application runs. */
    public static void main(String[] args) throws Exception {
        int each = Integer.parseInt(args[2]);
        ExecutorService applications = Executors.newFixedThreadPool(APPLICATIONS);
        try (JdbcProcessStore store = StoreUrl.open(args[0], args[1]);
                EngineHub engine = EngineHub.local()
                        .algorithm(new Add("one", 1))
                        .algorithm(new Add("two", 2))
                        .algorithm(new Add("three", 3))
                        .store(store)
                        .start()) {
            engine.hub().deploy(FLOW, PATIENCE);
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < APPLICATIONS; i++) {
                SplittableRandom random = new SplittableRandom(i);
                all.add(() -> run(engine, random, each));
            }
            int right = 0;
            for (Future<Integer> application : applications.invokeAll(all)) {
                right += application.get();
            }
            System.out.println(DONE + right);
        } finally {
            applications.shutdown();
        }
    }

    private static int run(EngineHub engine, SplittableRandom random, int processes) {
        int right = 0;
        for (int i = 0; i < processes; i++) {
            byte[] bytes = new byte[SIZE];
            random.nextBytes(bytes);
            Payload input = Payload.ofBytes("application/octet-stream", bytes);
            ProcessId id = engine.hub().submit(FLOW.key(), input, SubmitOptions.none());
            ProcessResult result = engine.hub().await(id, PATIENCE);
            right += result.output().equals(Payload.ofBytes("application/octet-stream", added(bytes, 6))) ? 1 : 0;
        }
        return right;
    }
}
