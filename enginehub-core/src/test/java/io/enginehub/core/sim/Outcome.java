package io.enginehub.core.sim;

import java.util.List;

/** What a run has shown. */
record Outcome(
        Plan plan, long hash, long nanos, Coverage coverage, long processes, long handled, List<String> violations) {
    boolean isClean() {
        return violations.isEmpty();
    }

    /** For people, with what replays it. */
    String told() {
        return told(plan) + "\nreplay: " + replay(plan);
    }

    /** The same, and what is left of it when all is left out that it does not need. */
    String toldShort() {
        Outcome small = new Shrinking(this).smallest();
        return small.plan.equals(plan)
                ? told()
                : told() + "\nshrunken to " + small.told(small.plan) + "\nreplay: " + replay(small.plan);
    }

    private String told(Plan of) {
        return "seed " + of.seed() + ", at " + nanos / SimulatedTime.SECOND + " s:\n  "
                + String.join("\n  ", violations);
    }

    private static String replay(Plan of) {
        return "mvn -o -q -Dquick -pl enginehub-core -am test -Dtest=SimulationTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -DargLine=\"" + of.properties() + " -Dsim.trace=true\"";
    }
}
