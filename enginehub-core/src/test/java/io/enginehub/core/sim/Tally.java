package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import java.util.Locale;

/** The sum over seeds. */
final class Tally {
    private Outcome.Faults faults = new Outcome.Faults(0, 0, 0, 0, 0, 0);
    private long seeds;
    private long nanos;
    private long processes;
    private long takeovers;
    private long violations;
    private long hash;

    void add(Outcome outcome) {
        seeds++;
        nanos += outcome.nanos();
        faults = faults.plus(outcome.faults());
        processes += outcome.processes();
        takeovers += outcome.takeovers();
        violations += outcome.isClean() ? 0 : 1;
        hash = hash * 31 + outcome.hash();
    }

    /** Whether each kind of fault has occurred, and often: a simulation of fair weather proves nothing. */
    boolean isRich() {
        return faults.kills() > seeds
                && faults.pauses() > seeds
                && faults.lost() > seeds
                && faults.doubled() > seeds
                && faults.late() > seeds
                && faults.store() > seeds
                && takeovers > seeds;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "simulation: %d seeds, %.1f simulated hours, %d kills, %d pauses, %d takeovers, messages %d lost"
                        + " %d doubled %d late, %d store faults, %d processes, %d violations, trace %016x",
                seeds,
                (double) nanos / SECOND / 3600,
                faults.kills(),
                faults.pauses(),
                takeovers,
                faults.lost(),
                faults.doubled(),
                faults.late(),
                faults.store(),
                processes,
                violations,
                hash);
    }
}
