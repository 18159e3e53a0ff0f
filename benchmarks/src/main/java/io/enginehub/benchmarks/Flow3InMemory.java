package io.enginehub.benchmarks;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.SubmitOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/**
 * {@code flow3} in memory, in one JVM: a process of three sequential steps of a trivial function on about 100 bytes,
 * beside the same functions on a chain of executors.
 */
public final class Flow3InMemory {
    private static final int RUNS = 3000;
    private static final int CLIENTS = 16;
    private static final int PER_CLIENT = 5000;
    private static final int LIST = 100;
    private static final int SLOTS = 256;
    private static final int ROUNDS = 10;
    private static final String INPUT = "x".repeat(100);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Flow3InMemory() {}

    /** Prints a table; takes no arguments. */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        UnaryOperator<String> step = text -> text.substring(1) + text.charAt(0);
        System.out.printf(
                "%-16s %12s %12s %14s %14s%n", "", "p50 µs idle", "p99 µs idle", "one by one/s", "in lists/s");
        for (int round = 1; round <= ROUNDS; round++) {
            Measured chain = chain(step);
            Measured engine = engine(step);
            print("executor chain", chain);
            print("EngineHub", engine);
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %12.1f %12.1f %14.3f %14.3f%n",
                    "ratio",
                    engine.idle.p50() / chain.idle.p50(),
                    engine.idle.p99() / chain.idle.p99(),
                    engine.perSecond / chain.perSecond,
                    engine.inLists / chain.inLists);
        }
    }

    /**
     * What was measured.
     *
     * @param perSecond processes a second that were submitted one by one, as fast as clients can
     * @param inLists the same, of clients that submit {@link #LIST} at a time, the next ones when the last of these has ended
     */
    private record Measured(Latencies idle, double perSecond, double inLists) {}

    private static void print(String name, Measured measured) {
        System.out.printf(
                Locale.ROOT,
                "%-16s %12.1f %12.1f %14.0f %14.0f%n",
                name,
                measured.idle.p50(),
                measured.idle.p99(),
                measured.perSecond,
                measured.inLists);
    }

    private static Measured chain(UnaryOperator<String> step) throws InterruptedException, ExecutionException {
        try (ExecutorChain chain = new ExecutorChain(step)) {
            Latencies idle = Latencies.of(RUNS, () -> chain.submit(INPUT).join());
            double perSecond = busy(() -> run(chain, PER_CLIENT));
            double inLists = busy(() -> {
                for (int i = 0; i < PER_CLIENT; i += LIST) {
                    run(chain, LIST);
                }
            });
            return new Measured(idle, perSecond, inLists);
        }
    }

    /** Submits so many, and waits for them. */
    private static void run(ExecutorChain chain, int count) {
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(chain.submit(INPUT));
        }
        all.forEach(CompletableFuture::join);
    }

    private static Measured engine(UnaryOperator<String> step) throws InterruptedException, ExecutionException {
        try (EngineHub engine = EngineHub.local()
                .dispatcher(dispatcher -> dispatcher.slots(SLOTS))
                .algorithm(Algorithm.of("step.one", String.class, step::apply))
                .algorithm(Algorithm.of("step.two", String.class, step::apply))
                .algorithm(Algorithm.of("step.three", String.class, step::apply))
                .start()) {
            var version =
                    engine.hub().deploy(ProcessFlow.chain("flow3", "step.one", "step.two", "step.three"), PATIENCE);
            Payload input = Payload.of((Object) INPUT);
            Latencies idle =
                    Latencies.of(RUNS, () -> engine.run(version.key(), input).output());
            double perSecond = busy(() -> {
                List<ProcessId> all = new ArrayList<>();
                for (int i = 0; i < PER_CLIENT; i++) {
                    all.add(engine.hub().submit(version.key(), input, SubmitOptions.none()));
                }
                engine.hub().await(all.get(all.size() - 1), PATIENCE);
            });
            List<Payload> inputs = Collections.nCopies(LIST, input);
            double inLists = busy(() -> {
                for (int i = 0; i < PER_CLIENT; i += LIST) {
                    List<ProcessId> ids = engine.hub().submitAll(version.key(), inputs, SubmitOptions.none());
                    engine.hub().await(ids.get(ids.size() - 1), PATIENCE);
                }
            });
            return new Measured(idle, perSecond, inLists);
        }
    }

    /** Processes a second, when so many clients submit as fast as they can, until the last one is finished. */
    private static double busy(Runnable client) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    client.run();
                    done.complete(null);
                } catch (RuntimeException e) {
                    done.completeExceptionally(e);
                }
            });
            threads.add(thread);
            clients.add(done);
            thread.start();
        }
        for (CompletableFuture<Void> each : clients) {
            Void unused = each.get();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return CLIENTS * (double) PER_CLIENT * Duration.ofSeconds(1).toNanos() / (System.nanoTime() - start);
    }
}
