package io.enginehub.core.sim;

/** Looks for a smaller run that still fails: with fewer kinds of faults, fewer clients, fewer submits. */
final class Shrinking {
    private static final int MAX_RUNS = 60;

    private Outcome smallest;
    private int runs;

    Shrinking(Outcome failed) {
        this.smallest = failed;
    }

    Outcome smallest() {
        boolean smaller = true;
        while (smaller && runs < MAX_RUNS) {
            smaller = false;
            for (int clients = 1; clients < smallest.plan().clients(); clients++) {
                smaller |= fails(smallest.plan().clients(clients));
            }
            for (int submits = 1; submits < Math.min(smallest.plan().submits(), 15); submits *= 2) {
                smaller |= fails(smallest.plan().submits(submits));
            }
            for (Fault fault : Fault.values()) {
                smaller |= !smallest.plan().without().contains(fault)
                        && fails(smallest.plan().without(fault));
            }
        }
        return smallest;
    }

    private boolean fails(Plan plan) {
        if (++runs > MAX_RUNS) {
            return false;
        }
        Outcome outcome = new Simulation(plan, false).run();
        if (!outcome.isClean()) {
            smallest = outcome;
        }
        return !outcome.isClean();
    }
}
