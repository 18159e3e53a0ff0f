package io.enginehub.core.sim;

import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** What the hubs of a simulated cluster have committed, one transaction after the other, to be done again on another store. */
public final class Recording {
    /**
     * A transaction.
     *
     * @param seen what it saw, as a text
     */
    public record Commit(Reads reads, String seen, Writes writes) {}

    private final List<Commit> commits = new ArrayList<>();
    private final Simulation simulation;

    private Recording(long seed) {
        this.simulation = new Simulation(seed);
    }

    /**
     * Runs a seed.
     *
     * @param seen makes the text of what a transaction saw
     */
    public static Recording of(long seed, BiFunction<Reads, Rows, String> seen) {
        Recording recording = new Recording(seed);
        recording.simulation.store.recorder =
                (reads, rows, writes) -> recording.commits.add(new Commit(reads, seen.apply(reads, rows), writes));
        Outcome outcome = recording.simulation.run();
        if (!outcome.isClean()) {
            throw new AssertionError("seed " + seed + ": " + outcome.violations());
        }
        return recording;
    }

    public List<Commit> commits() {
        return List.copyOf(commits);
    }

    /** What is there in the end. */
    public ProcessHistory rows() {
        return simulation.store.truth();
    }
}
