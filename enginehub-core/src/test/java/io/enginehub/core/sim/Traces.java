package io.enginehub.core.sim;

import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Tells the traces of the first seeds, so that one JVM can be compared with another. */
final class Traces {
    private static final int SEEDS = 12;

    private Traces() {}

    /** Prints a line. */
    public static void main(String[] args) {
        System.out.println(ofFirstSeeds());
    }

    static String ofFirstSeeds() {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Long.toHexString(new Simulation(seed).run().hash()))
                .collect(Collectors.joining(" "));
    }
}
