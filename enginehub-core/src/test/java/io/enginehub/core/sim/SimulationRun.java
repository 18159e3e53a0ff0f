package io.enginehub.core.sim;

/** Runs seeds for as long as one likes: first seed, number of seeds. */
final class SimulationRun {
    private SimulationRun() {}

    public static void main(String[] args) {
        long first = Long.parseLong(args[0]);
        long count = Long.parseLong(args[1]);
        Tally tally = new Tally();
        for (long seed = first; seed < first + count; seed++) {
            Outcome outcome = new Simulation(seed).run();
            tally.add(outcome);
            if (!outcome.isClean()) {
                System.out.println(outcome.told());
                if (args.length > 2) {
                    break;
                }
            }
        }
        System.out.println(tally);
    }
}
