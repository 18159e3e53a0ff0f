package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.MILLI;
import static io.enginehub.core.sim.SimulatedTime.SECOND;

import java.util.SplittableRandom;

/** The dice for all that goes wrong or takes long, and the count of it. A seed has its own mix; calm: nothing goes wrong. */
final class Faults {
    /** What becomes of a transaction. */
    enum Fate {
        FINE,
        FAILS_BEFORE,
        UNKNOWN_BEFORE,
        UNKNOWN_AFTER
    }

    private final SplittableRandom random;
    private final double loss;
    private final double doubled;
    private final double late;
    private final double store;
    private final double slow;
    private final long distance;
    private boolean calm;

    long messages;
    long messagesLost;
    long messagesDoubled;
    long messagesLate;
    long storeFaults;

    Faults(SplittableRandom random) {
        this.random = random;
        this.loss = mostly(0.05);
        this.doubled = mostly(0.05);
        double worse = random.nextInt(4) == 0 ? 10 : 1; // why: some races need a store or a network that is awful
        this.late = mostly(0.025 * worse);
        this.store = mostly(0.05);
        this.slow = mostly(0.04 * worse);
        this.distance = random.nextInt(4) == 0 ? 200 * MILLI : 2 * MILLI;
    }

    private double mostly(double most) {
        return random.nextInt(4) == 0 ? 0 : random.nextDouble() * most;
    }

    private boolean hits(double chance) {
        return !calm && random.nextDouble() < chance;
    }

    void calm() {
        calm = true;
    }

    /** How many copies of a message arrive. */
    int copies() {
        messages++;
        if (hits(loss)) {
            messagesLost++;
            return 0;
        }
        if (hits(doubled)) {
            messagesDoubled++;
            return 2;
        }
        return 1;
    }

    /** How long a message takes: late ones overtake nothing, and are overtaken by all. */
    long delay() {
        if (hits(late)) {
            messagesLate++;
            return random.nextLong(random.nextInt(4) == 0 ? 60 * SECOND : 3 * SECOND);
        }
        return random.nextLong(random.nextInt(10) == 0 ? 20 * distance : distance);
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

    Fate transaction() {
        if (!hits(store)) {
            return Fate.FINE;
        }
        storeFaults++;
        return Fate.values()[1 + random.nextInt(3)];
    }

    boolean readFails() {
        boolean fails = hits(store / 2);
        storeFaults += fails ? 1 : 0;
        return fails;
    }

    long storeDelay() {
        return random.nextLong(hits(slow) ? 3 * SECOND : 2 * MILLI);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    /** How long a handler takes. */
    long handling() {
        int kind = random.nextInt(100);
        return random.nextLong(kind < 80 ? 150 * MILLI : kind < 97 ? SECOND : 8 * SECOND);
    }

    long loading() {
        return random.nextLong(random.nextInt(6) == 0 ? 5 * SECOND : 100 * MILLI);
    }
}
