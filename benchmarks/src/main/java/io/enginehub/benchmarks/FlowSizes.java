package io.enginehub.benchmarks;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.Processor;
import io.enginehub.api.Shape;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Flows of 10, 100 and 1,000 processors: does the time grow with their number, and no faster? Wide: all side by side.
 * Deep: each builds on the one before. Diamonds: one, two that build on it, one that joins them, and so on.
 */
public final class FlowSizes {
    private static final int[] SIZES = {10, 100, 1000};
    private static final int ROUNDS = 8;
    private static final int PROCESSORS_A_ROUND = 30_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double NANOS_PER_MICRO = 1000;

    private FlowSizes() {}

    /** Prints a table; takes no arguments. */
    public static void main(String[] args) {
        System.out.printf("µs for each processor%n%-10s", "");
        for (int size : SIZES) {
            System.out.printf(" %10d", size);
        }
        System.out.printf(" %12s%n", "1000 to 100");
        try (EngineHub engine = EngineHub.local()
                .algorithm(Algorithm.of("step", Payload.class, input -> Payload.of(1)))
                .start()) {
            row(engine, "wide", FlowSizes::wide);
            row(engine, "deep", FlowSizes::deep);
            row(engine, "diamonds", FlowSizes::diamonds);
        }
    }

    private static void row(EngineHub engine, String name, IntFunction<ProcessFlow> flows) {
        ProcessFlow[] made = new ProcessFlow[SIZES.length];
        double[] best = new double[SIZES.length];
        for (int i = 0; i < SIZES.length; i++) {
            made[i] = flows.apply(SIZES[i]);
            best[i] = Double.MAX_VALUE;
            engine.hub().deploy(made[i], PATIENCE);
        }
        for (int round = 0; round < ROUNDS; round++) { // why the best of several: the first ones are the compiler's
            for (int i = 0; i < SIZES.length; i++) {
                best[i] = Math.min(best[i], measure(engine, made[i], SIZES[i]));
            }
        }
        System.out.printf("%-10s", name);
        for (double micros : best) {
            System.out.printf(Locale.ROOT, " %10.1f", micros);
        }
        System.out.printf(Locale.ROOT, " %12.2f%n", best[SIZES.length - 1] / best[SIZES.length - 2]);
    }

    private static double measure(EngineHub engine, ProcessFlow flow, int size) {
        int runs = PROCESSORS_A_ROUND / size;
        long start = System.nanoTime();
        for (int i = 0; i < runs; i++) {
            engine.run(flow.key(), Payload.of(0)).output();
        }
        return (System.nanoTime() - start) / NANOS_PER_MICRO / runs / size;
    }

    private static ProcessFlow wide(int size) {
        ProcessFlow.Builder flow = ProcessFlow.builder("wide" + size);
        for (int i = 0; i < size; i++) {
            flow.processor("p" + i, "step", takes("#"));
        }
        return flow.output("p0").build();
    }

    private static ProcessFlow deep(int size) {
        ProcessFlow.Builder flow = ProcessFlow.builder("deep" + size);
        for (int i = 0; i < size; i++) {
            flow.processor("p" + i, "step", takes(i == 0 ? "#" : "p" + (i - 1)));
        }
        return flow.output("p" + (size - 1)).build();
    }

    private static ProcessFlow diamonds(int size) {
        ProcessFlow.Builder flow = ProcessFlow.builder("diamonds" + size).processor("p0", "step", takes("#"));
        for (int i = 1; i < size; i++) {
            int place = i % 3;
            Consumer<Processor.Builder> input =
                    place == 0 ? joins("p" + (i - 2), "p" + (i - 1)) : takes("p" + (i - place));
            flow.processor("p" + i, "step", input);
        }
        return flow.output("p" + (size - 1)).build();
    }

    private static Consumer<Processor.Builder> joins(String left, String right) {
        return processor -> processor.input(Shape.list(left, right));
    }

    private static Consumer<Processor.Builder> takes(String reference) {
        return processor -> processor.input(reference);
    }
}
