package io.enginehub.core.sim;

/**
 * Runs seeds for as long as one likes: first seed, number of seeds; with a third argument it stops at the first failure.
 */
final class SimulationRun {
    private SimulationRun() {}

    public static void main(String[] args) {
        boolean stop = args.length > 2;
        Seeds seeds = new Seeds().run(Long.parseLong(args[0]), Long.parseLong(args[1]), outcome -> {
            if (!outcome.isClean()) {
                System.out.println(stop ? outcome.toldShort() : outcome.told());
            }
            return outcome.isClean() || !stop;
        });
        System.out.println(seeds.tally());
        System.out.println(seeds.tally().speed());
        System.out.println(seeds.tally().coverage);
    }
}
