package io.enginehub.core.bugs;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Looks for the first seed in which the oracle sees that the core is broken. */
final class Hunt {
    private static final String SEED_RUN = "io.enginehub.core.sim.SeedRun";

    /** The seed, and what the oracle said. */
    record Found(long seed, String violation) {}

    private Hunt() {}

    /**
     * Runs seeds on a core of which these sources are compiled anew, until the oracle reports something.
     *
     * @return empty: all seeds kept all promises
     * @throws IllegalArgumentException when the sources do not compile
     */
    static Optional<Found> run(Map<String, String> sources, long firstSeed, long lastSeed)
            throws IOException, ReflectiveOperationException {
        LongFunction<?> simulation = new BrokenClasses(sources)
                .loadClass(SEED_RUN)
                .asSubclass(LongFunction.class)
                .getConstructor()
                .newInstance();
        for (long seed = firstSeed; seed <= lastSeed; seed++) {
            Object violation = simulation.apply(seed);
            if (!"".equals(violation)) {
                return Optional.of(new Found(seed, (String) violation));
            }
        }
        return Optional.empty();
    }
}
