package io.enginehub.core.sim;

import java.util.function.LongFunction;

/** Runs one seed, and gives the first violation; empty: none. Made to be called from another class loader. */
public final class SeedRun implements LongFunction<String> {
    @Override
    public String apply(long seed) {
        Outcome outcome = new Simulation(seed).run();
        return outcome.isClean() ? "" : outcome.violations().get(0);
    }
}
