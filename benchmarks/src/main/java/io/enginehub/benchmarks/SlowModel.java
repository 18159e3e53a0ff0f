package io.enginehub.benchmarks;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A model that takes 200 ms to load: the same flow ad-hoc, and deployed with the model warm. */
public final class SlowModel {
    private static final int LOAD_MILLIS = 200;
    private static final int AD_HOC_RUNS = 20;
    private static final int DEPLOYED_RUNS = 3000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private SlowModel() {}

    /** Loads for a while, as one that reads weights from a disk does. */
    private static final class Slow implements Algorithm {
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public Model load(Payload model) throws InterruptedException {
            if (never.await(LOAD_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the latch was opened");
            }
            return (input, step) -> input;
        }
    }

    /** Prints a table; takes no arguments. */
    public static void main(String[] args) {
        try (EngineHub engine = EngineHub.local().algorithm(new Slow()).start()) {
            ProcessFlow flow = ProcessFlow.chain("slow", "slow");
            Payload input = Payload.of(1);
            Latencies adHoc =
                    Latencies.of(AD_HOC_RUNS, () -> engine.run(flow, input).output());
            engine.hub().deploy(flow, PATIENCE);
            Latencies deployed = Latencies.of(
                    DEPLOYED_RUNS, () -> engine.run(flow.key(), input).output());
            System.out.printf("%-10s %12s%n", "", "p50 µs");
            System.out.printf(Locale.ROOT, "%-10s %12.1f%n", "ad-hoc", adHoc.p50());
            System.out.printf(Locale.ROOT, "%-10s %12.1f%n", "deployed", deployed.p50());
            System.out.printf(Locale.ROOT, "%-10s %12.1f%n", "ratio", adHoc.p50() / deployed.p50());
        }
    }
}
