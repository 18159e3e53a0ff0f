package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.MILLI;
import static io.enginehub.core.sim.SimulatedTime.SECOND;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** The dice for all that goes wrong or takes long. A seed has its own mix; calm: nothing goes wrong. */
final class Faults {
    /** What becomes of a transaction. */
    enum Fate {
        FINE,
        FAILS_BEFORE,
        READ_ONLY,
        UNKNOWN_BEFORE,
        UNKNOWN_AFTER;

        private static final Fate[] BAD = {FAILS_BEFORE, READ_ONLY, UNKNOWN_BEFORE, UNKNOWN_AFTER};
    }

    /** The dice of one kind, so that leaving out another does not change what this one does. */
    private static final class Dice {
        final SplittableRandom random;
        final double strength;
        final boolean on;

        Dice(SplittableRandom random, boolean on, double least) {
            this.random = random;
            this.strength = Math.max(least, random.nextInt(4) == 0 ? 0 : random.nextDouble());
            this.on = on;
        }
    }

    private static final Set<Fault> AWFUL =
            EnumSet.of(Fault.KILL, Fault.PAUSE, Fault.MESSAGE_LATE, Fault.STORE_SLOW, Fault.HANDLER_SLOW);

    /** A store that takes no longer is not slow. */
    static final long QUICK = 2 * MILLI;

    private static final long NEAR = 2 * MILLI;
    /** So long an agent gathers what its handlers say. */
    private static final long GATHERED = 200 * MILLI;

    private final SplittableRandom random;
    private final SplittableRandom talk;
    private final Map<Fault, Dice> dice = new EnumMap<>(Fault.class);
    private final Coverage coverage;
    private final double worse;
    private final long distance;
    private boolean calm;

    Faults(Plan plan, SplittableRandom random, Coverage coverage) {
        this.random = random;
        this.coverage = coverage;
        // why: some races need a store or a network that is awful, and some all of it at once
        boolean awful = random.nextInt(5) == 0;
        for (Fault fault : Fault.values()) {
            double least = awful && AWFUL.contains(fault) ? 0.8 : 0;
            dice.put(fault, new Dice(random.split(), !plan.without().contains(fault), least));
        }
        this.talk = random.split();
        this.worse = awful || random.nextInt(5) == 0 ? 10 : 1;
        this.distance = random.nextInt(4) == 0 ? 200 * MILLI : NEAR;
    }

    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /** Whether a fault that can happen now does, and is counted. */
    boolean hits(Fault fault, double most) {
        Dice its = of(fault);
        boolean hit = its.random.nextDouble() < most * its.strength && its.on && !calm;
        if (hit) {
            coverage.count(fault);
        }
        return hit;
    }

    private Dice of(Fault fault) {
        return dice.get(fault);
    }

    /** Whether this run has the fault at all. */
    boolean has(Fault fault) {
        return of(fault).on && of(fault).strength > 0;
    }

    /** A length of time that goes with a fault. */
    long length(Fault fault, long most) {
        return of(fault).random.nextLong(most) + 1;
    }

    /** How many copies of a message arrive. */
    int copies() {
        if (hits(Fault.MESSAGE_LOST, 0.05)) {
            return 0;
        }
        return hits(Fault.MESSAGE_DOUBLED, 0.05) ? 2 : 1;
    }

    /** How long a message takes: late ones overtake nothing, and are overtaken by all. */
    long delay() {
        if (hits(Fault.MESSAGE_LATE, 0.025 * worse)) {
            boolean very = of(Fault.MESSAGE_LATE).random.nextInt(4) == 0;
            return length(Fault.MESSAGE_LATE, very ? 60 * SECOND : 3 * SECOND);
        }
        return random.nextLong(random.nextInt(10) == 0 ? 20 * distance : distance);
    }

    /** How long a message takes that is likely to be late. */
    long longDelay() {
        long most = random.nextBoolean() ? 3 * SECOND : 8 * SECOND;
        return hits(Fault.MESSAGE_LATE, 1) ? length(Fault.MESSAGE_LATE, most) : delay();
    }

    /** Whether a host that is down refuses, or is silent. */
    boolean refuses() {
        return random.nextBoolean();
    }

    long registryDelay() {
        return random.nextLong(random.nextInt(4) == 0 ? 4 * SECOND : SECOND / 2);
    }

    /** How long the registry still shows a host that was killed. */
    long registryMemory() {
        return SECOND / 2 + random.nextLong(10 * SECOND);
    }

    /**
     * What becomes of a transaction.
     *
     * @param storm whether the hub's store is in a storm
     */
    Fate transaction(boolean storm) {
        boolean hit = hits(Fault.STORE_FAILS, 0.05) || storm && random.nextInt(4) > 0;
        Fate fate = hit ? Fate.BAD[random.nextInt(Fate.BAD.length)] : Fate.FINE;
        coverage.count(fate);
        return fate;
    }

    boolean readFails(boolean storm) {
        return hits(Fault.STORE_FAILS, 0.025) || storm && random.nextInt(4) > 0;
    }

    long storeDelay() {
        return hits(Fault.STORE_SLOW, 0.04 * worse) ? length(Fault.STORE_SLOW, 3 * SECOND) : random.nextLong(QUICK);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    /** How long a handler takes. */
    long handling() {
        if (hits(Fault.HANDLER_HANGS, 0.02)) {
            return 5 * SECOND + length(Fault.HANDLER_HANGS, 25 * SECOND);
        }
        if (hits(Fault.HANDLER_SLOW, 0.06)) {
            return length(Fault.HANDLER_SLOW, 8 * SECOND);
        }
        int kind = random.nextInt(10);
        return random.nextLong(kind < 2 ? SECOND : kind < 4 ? 2 * MILLI : 150 * MILLI);
    }

    /** How long a handler goes on after it has said something: often until its lines are just on their way. */
    long workingOn() {
        return switch (talk.nextInt(3)) {
            case 0 -> 0;
            case 1 -> talk.nextLong(400 * MILLI);
            default -> GATHERED + talk.nextLong(5 * NEAR);
        };
    }

    /** How long a load goes on after it has said how far it is. */
    long loadingOn() {
        return talk.nextInt(4) == 0 ? talk.nextLong(SECOND) : 0;
    }

    /** Whether no message takes long in the calm. */
    boolean isNear() {
        return distance == NEAR;
    }

    long loading() {
        return hits(Fault.LOAD_SLOW, 0.3) ? length(Fault.LOAD_SLOW, 5 * SECOND) : random.nextLong(100 * MILLI);
    }

    boolean loadFails() {
        return hits(Fault.LOAD_FAILS, 0.03);
    }

    long listening() {
        return hits(Fault.LISTENER_SLOW, 0.1) ? length(Fault.LISTENER_SLOW, 2 * SECOND) : random.nextLong(MILLI);
    }
}
