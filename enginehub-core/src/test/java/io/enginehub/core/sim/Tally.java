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
    private long wallNanos;
    private long cpuNanos;

    void add(Outcome outcome) {
        seeds++;
        nanos += outcome.nanos();
        faults = faults.plus(outcome.faults());
        processes += outcome.processes();
        takeovers += outcome.takeovers();
        violations += outcome.isClean() ? 0 : 1;
        hash = hash * 31 + outcome.hash();
    }

    void took(long wall, long cpu) {
        wallNanos += wall;
        cpuNanos += cpu;
    }

    /** How fast it was, for people. On a busy machine the CPU's time tells more than the wall's. */
    String speed() {
        double hours = (double) nanos / SECOND / 3600;
        double wall = (double) wallNanos / SECOND;
        double cpu = (double) cpuNanos / SECOND;
        return String.format(
                Locale.ROOT,
                "speed: %.0f simulated cluster-hours in a minute of wall time (%.1f s), %.0f in a minute of one core"
                        + " (%.1f s of CPU)",
                hours / wall * 60,
                wall,
                hours / cpu * 60,
                cpu);
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
