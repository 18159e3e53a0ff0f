package io.enginehub.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A seed that fails says how to replay it: {@code -Dsim.seed=N} runs that one alone, {@code -Dsim.trace=true} prints what
 * happens in it; see {@link Plan#ofProperties} for the others.
 */
class SimulationTest {
    private static final int SEEDS = 800;

    @Test
    void keepsItsPromisesWhateverIsKilledStoppedLostDoubledOrLate() {
        Long one = Long.getLong("sim.seed");
        if (one != null) {
            Outcome outcome = new Simulation(Plan.ofProperties(one), Boolean.getBoolean("sim.trace")).run();
            assertTrue(outcome.isClean(), outcome::told);
            return;
        }
        Tally tally = new Seeds()
                .run(1, SEEDS, outcome -> {
                    assertTrue(outcome.isClean(), outcome::toldShort);
                    return true;
                })
                .tally();
        System.out.println(tally);
        System.out.println(tally.speed());
        assertEquals(List.of(), Minimums.missed(tally.coverage), "too little of this has happened");
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
