package io.enginehub.core.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each bug of {@code src/test/bugs} is found by the simulation. What counts as found: something that the oracle reports,
 * be it a broken promise, a process that does not end, or an error that the core itself ran into. What does not: a patch
 * that does not apply or compile, and a failure of the simulator.
 *
 * <p>{@code -Dbugs=NAME} runs those whose name holds that; {@code -Dsim.seed=N} begins with another seed.
 */
@Tag("planted-bugs")
class PlantedBugsTest {
    private static final long SEEDS = 500;
    private static final long HEALTHY_SEEDS = 10;
    private static final List<String> TABLE = new ArrayList<>();
    private static final ExecutorService POOL =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private static final long START = System.nanoTime();

    @TestFactory
    Stream<DynamicTest> isFoundByTheOracle() throws IOException {
        String wanted = System.getProperty("bugs", "");
        long first = Long.getLong("sim.seed", 1);
        List<PlantedBug> bugs = PlantedBug.all().stream()
                .filter(bug -> bug.name().contains(wanted))
                .toList();
        assertFalse(bugs.isEmpty(), "no planted bug is called " + wanted);
        List<DynamicTest> tests = new ArrayList<>();
        for (PlantedBug bug : bugs) {
            Future<Optional<Hunt.Found>> hunt = POOL.submit(() -> Hunt.run(bug.sources(), first, first + SEEDS - 1));
            tests.add(DynamicTest.dynamicTest(bug.name(), () -> {
                Optional<Hunt.Found> found = hunt.get();
                TABLE.add(found.map(it -> row(bug.name(), "" + it.seed(), it.violation()))
                        .orElse(row(bug.name(), "-", "not found")));
                assertTrue(
                        found.isPresent(),
                        () -> "not found in " + SEEDS + " seeds: " + bug.patch().comment());
            }));
        }
        return tests.stream();
    }

    private static String row(String name, String seed, String said) {
        return String.format(Locale.ROOT, "  %-32s %5s  %s", name, seed, said);
    }

    @Test
    void isNotWhatTheHarnessMakesOfAHealthyCore() throws Exception {
        List<String> files = PlantedBug.all().stream()
                .flatMap(bug -> bug.patch().files().stream())
                .distinct()
                .toList();

        assertEquals(Optional.empty(), Hunt.run(PlantedBug.healthy(files), 1, HEALTHY_SEEDS));
    }

    @AfterAll
    static void tellsTheScore() {
        POOL.shutdownNow();
        long found = TABLE.stream().filter(row -> !row.endsWith("  not found")).count();
        System.out.printf(
                Locale.ROOT,
                "planted bugs: %d of %d found, in %d s, %d s of CPU%n%s%n",
                found,
                TABLE.size(),
                Duration.ofNanos(System.nanoTime() - START).toSeconds(),
                ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toSeconds(),
                String.join("\n", TABLE));
    }
}
