package io.enginehub.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    /** Whose objects have other hash codes: no order in the engine may come of them. */
    @Test
    void givesTheSameTraceInAnotherJvm() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process other = new ProcessBuilder(
                        java,
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Traces.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String told = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(Traces.ofFirstSeeds(), told.strip());
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void givesAnotherTraceForAnotherSeed() {
        assertTrue(new Simulation(7).run().hash() != new Simulation(8).run().hash());
    }
}
