package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One run of a cluster from a seed: a time with faults, then a calm in which everything has to end. */
final class Simulation {
    private static final int CLIENTS = 4;
    private static final long FAULTS = 60 * SECOND;
    /** The latest messages are a minute late; what they stir up has to end, too. */
    private static final long BOUND = 240 * SECOND;

    private final long seed;
    private final SimulatedTime time;
    private final Trace trace;
    private final Faults faults;
    private final Oracle oracle = new Oracle(Cluster.SLOTS);
    private final WatchedStore store;
    private final Nemesis nemesis;
    private final Cluster cluster;
    private final List<Client> clients = new ArrayList<>();

    Simulation(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.seed = seed;
        this.time = new SimulatedTime(random.split(), this::failed);
        this.trace = new Trace(time);
        this.faults = new Faults(random.split());
        oracle.trace(trace);
        SimulatedNetwork network = new SimulatedNetwork(time, faults, trace, oracle);
        this.store = new WatchedStore(time, faults, oracle);
        this.cluster = new Cluster(time, faults, oracle, network, store, random.split());
        this.nemesis = new Nemesis(time, cluster, trace, random.split());
        for (int i = 0; i < CLIENTS; i++) {
            String name = "client" + i;
            clients.add(new Client(name, network, oracle, random.split(), new Boot(name, time, random.split())));
        }
    }

    private void failed(Boot boot, Throwable error) {
        StackTraceElement[] at = error.getStackTrace();
        oracle.violation("an event of " + (boot == null ? "the world" : boot.host) + " failed: " + error + " at "
                + (at.length == 0 ? "?" : at[0].toString()));
    }

    Outcome run() {
        int submits = seed % 4 == 0 ? 15 : 2 + Math.floorMod(seed, 7);
        nemesis.start();
        clients.forEach(client -> client.plan(submits, FAULTS * 2 / 3));
        until(FAULTS);
        trace.add("calm");
        nemesis.calm();
        faults.calm();
        until(FAULTS + BOUND);
        if (oracle.violations.isEmpty() && !isOver()) {
            new Waiting(time, cluster, oracle, store.truth()).explain();
        }
        return new Outcome(
                seed,
                trace.hash(),
                time.now(),
                new Outcome.Faults(
                        nemesis.kills,
                        nemesis.pauses,
                        faults.messagesLost,
                        faults.messagesDoubled,
                        faults.messagesLate,
                        faults.storeFaults),
                oracle.processes().size(),
                oracle.sessions.takenOver,
                oracle.violations);
    }

    private void until(long end) {
        boolean more = true;
        while (more && oracle.violations.isEmpty() && !(end > FAULTS && isOver())) {
            more = time.step(end);
        }
    }

    private boolean isOver() {
        return oracle.open() == 0 && clients.stream().allMatch(client -> client.open() == 0);
    }
}
