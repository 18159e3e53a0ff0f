package io.enginehub.core.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Runs other seeds than the usual ones, for long: with {@code -Psoak}, as long as {@code sim.length} says. */
class SimulationSoak {
    private static final long FIRST = 1_000_000;

    @Test
    void keepsItsPromisesForLong() {
        Duration length = Duration.parse(System.getProperty("sim.length", "PT30M"));
        Tally tally = new Seeds()
                .runFor(Long.getLong("sim.first", FIRST), length, outcome -> {
                    assertTrue(outcome.isClean(), outcome::toldShort);
                    return true;
                })
                .tally();
        System.out.println(tally);
        System.out.println(tally.speed());
    }
}
