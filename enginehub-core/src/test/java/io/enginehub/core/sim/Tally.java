package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import java.util.Locale;

/** The sum over seeds. */
final class Tally {
    final Coverage coverage = new Coverage();
    private long seeds;
    private long nanos;
    private long processes;
    private long handled;
    private long violations;
    private long hash;
    private long wallNanos;
    private long cpuNanos;

    void add(Outcome outcome) {
        seeds++;
        nanos += outcome.nanos();
        coverage.add(outcome.coverage());
        processes += outcome.processes();
        handled += outcome.handled();
        violations += outcome.isClean() ? 0 : 1;
        hash = hash * 31 + outcome.hash();
    }

    void took(long wall, long cpu) {
        wallNanos += wall;
        cpuNanos += cpu;
    }

    long wallNanos() {
        return wallNanos;
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

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "simulation: %d seeds, %.1f simulated hours, %d kills, %d pauses, %d partitions, messages %d lost"
                        + " %d doubled %d late, %d store faults, %d takeovers, %d processes, %d steps, %d violations,"
                        + " trace %016x",
                seeds,
                (double) nanos / SECOND / 3600,
                coverage.of(Fault.KILL),
                coverage.of(Fault.PAUSE),
                coverage.of(Fault.CUT_ONE_WAY) + coverage.of(Fault.CUT_BOTH_WAYS),
                coverage.of(Fault.MESSAGE_LOST),
                coverage.of(Fault.MESSAGE_DOUBLED),
                coverage.of(Fault.MESSAGE_LATE),
                coverage.of(Faults.Fate.FAILS_BEFORE)
                        + coverage.of(Faults.Fate.READ_ONLY)
                        + coverage.of(Faults.Fate.UNKNOWN_BEFORE)
                        + coverage.of(Faults.Fate.UNKNOWN_AFTER),
                coverage.of("SessionState.LOST") + coverage.of("SessionState.SUPERSEDED"),
                processes,
                handled,
                violations,
                hash);
    }
}
