package io.enginehub.core.sim;

import java.util.List;

/** What a run has shown. */
record Outcome(
        long seed, long hash, long nanos, Faults faults, long processes, long takeovers, List<String> violations) {
    /** What was done to it. */
    record Faults(long kills, long pauses, long lost, long doubled, long late, long store) {
        Faults plus(Faults other) {
            return new Faults(
                    kills + other.kills,
                    pauses + other.pauses,
                    lost + other.lost,
                    doubled + other.doubled,
                    late + other.late,
                    store + other.store);
        }
    }

    boolean isClean() {
        return violations.isEmpty();
    }

    /** For people, with what replays it. */
    String told() {
        return "seed " + seed + ":\n  " + String.join("\n  ", violations)
                + "\nreplay: mvn -o -q -Dquick -pl enginehub-core -am test -Dtest='Simulation*'"
                + " -Dsurefire.failIfNoSpecifiedTests=false -DargLine=\"-Dsim.seed=" + seed + " -Dsim.trace=true\"";
    }
}
