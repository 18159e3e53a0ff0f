package io.enginehub.core.sim;

import java.time.Duration;

/**
 * Runs seeds for as long as one likes. Arguments: the first seed; then a number of seeds, or a length of time such as
 * {@code PT30M}; then, if it shall stop at the first failure and shrink it, any word.
 */
final class SimulationRun {
    private SimulationRun() {}

    public static void main(String[] args) {
        boolean stop = args.length > 2;
        Tally tally = run(Long.parseLong(args[0]), args[1], stop);
        System.out.println(tally);
        System.out.println(tally.speed());
        System.out.println(tally.coverage);
    }

    private static Tally run(long first, String much, boolean stop) {
        Seeds seeds = new Seeds();
        return (much.startsWith("P")
                        ? seeds.runFor(first, Duration.parse(much), outcome -> tell(outcome, stop))
                        : seeds.run(first, Long.parseLong(much), outcome -> tell(outcome, stop)))
                .tally();
    }

    private static boolean tell(Outcome outcome, boolean stop) {
        if (!outcome.isClean()) {
            System.out.println(stop ? outcome.toldShort() : outcome.told());
        }
        return outcome.isClean() || !stop;
    }
}
