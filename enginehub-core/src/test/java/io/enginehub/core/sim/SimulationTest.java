package io.enginehub.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** {@code -Dsim.seed=N} runs one seed, {@code -Dsim.trace=true} prints what happens in it. */
class SimulationTest {
    private static final int SEEDS = 200;

    @Test
    void keepsItsPromisesWhateverIsKilledStoppedLostDoubledOrLate() {
        Tally tally = new Seeds()
                .run(1, SEEDS, outcome -> {
                    assertTrue(outcome.isClean(), outcome::toldShort);
                    return true;
                })
                .tally();
        System.out.println(tally);
        System.out.println(tally.speed());
    }

    @Test
    void givesTheSameTraceForTheSameSeed() {
        Outcome first = new Simulation(7).run();
        Outcome second = new Simulation(7).run();

        assertEquals(first.hash(), second.hash());
        assertEquals(first.nanos(), second.nanos());
    }

    @Test
    void givesAnotherTraceForAnotherSeed() {
        assertTrue(new Simulation(7).run().hash() != new Simulation(8).run().hash());
    }
}
