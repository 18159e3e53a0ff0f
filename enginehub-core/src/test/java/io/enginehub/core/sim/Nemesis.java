package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.MILLI;
import static io.enginehub.core.sim.SimulatedTime.SECOND;

import java.util.SplittableRandom;

/** Kills hosts and starts them again, and stops some for a while, until it is told to let go. */
final class Nemesis {
    private final SimulatedTime time;
    private final Cluster cluster;
    private final Trace trace;
    private final SplittableRandom random;
    private final long rhythm;
    private boolean calm;

    long kills;
    long pauses;

    Nemesis(SimulatedTime time, Cluster cluster, Trace trace, SplittableRandom random) {
        this.time = time;
        this.cluster = cluster;
        this.trace = trace;
        this.random = random;
        this.rhythm = random.nextInt(6) == 0 ? 3600 * SECOND : random.nextLong(SECOND, 12 * SECOND);
    }

    void start() {
        cluster.hosts().forEach(host -> time.after(random.nextLong(SECOND), null, () -> cluster.start(host)));
        next();
    }

    private void next() {
        time.after(random.nextLong(2 * rhythm), null, () -> {
            if (!calm) {
                strike(cluster.hosts().get(random.nextInt(cluster.hosts().size())));
                next();
            }
        });
    }

    private void strike(Host host) {
        Boot boot = host.boot();
        if (boot == null) {
            return;
        }
        if (random.nextInt(3) == 0) {
            pauses++;
            trace.add("pause " + host.name);
            boot.pause(random.nextLong(random.nextInt(3) == 0 ? 20 * SECOND : 2 * SECOND));
        } else {
            kills++;
            trace.add("kill " + host.name);
            cluster.kill(host);
            long down = random.nextLong(random.nextInt(3) == 0 ? 12 * SECOND : SECOND) + MILLI;
            time.after(down, null, () -> {
                trace.add("start " + host.name);
                cluster.start(host);
            });
        }
    }

    void calm() {
        calm = true;
    }
}
