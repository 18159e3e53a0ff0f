package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.MILLI;
import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.ProcessFlow;
import io.enginehub.core.hub.Keep;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One run of a cluster: a time with faults, then a calm in which everything has to end. */
final class Simulation {
    private static final long FAULTS = 60 * SECOND;
    /** The latest messages are a minute late; what they stir up has to end, too. */
    private static final long BOUND = 240 * SECOND;
    /** Far more than any run needs; an engine that spins shall fail its run, not hang it. */
    private static final long MAX_EVENTS = 1_000_000;

    private final Plan plan;
    private final SimulatedTime time;
    private final Trace trace;
    private final Coverage coverage = new Coverage();
    private final Faults faults;
    private final Oracle oracle;
    final SimulatedStore store;
    private final Nemesis nemesis;
    private final Operator operator;
    private final Cluster cluster;
    private final List<Client> clients = new ArrayList<>();
    private final List<Deployer> deployers = new ArrayList<>();

    Simulation(long seed) {
        this(Plan.of(seed), false);
    }

    /**
     * A run.
     *
     * @param print whether its trace is printed
     */
    Simulation(Plan plan, boolean print) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        this.plan = plan;
        this.time = new SimulatedTime(random.split(), this::failed);
        this.trace = new Trace(time, print);
        this.faults = new Faults(plan, random.split(), coverage);
        this.oracle = new Oracle(time, faults, trace, coverage);
        SimulatedNetwork network = new SimulatedNetwork(time, faults, trace, oracle, coverage);
        network.encodes = plan.seed() % 3 == 0;
        this.store = new SimulatedStore(time, oracle);
        Keep keep = RetentionOracle.of(plan.seed());
        oracle.retention.keep(keep);
        this.cluster = new Cluster(time, faults, oracle, network, store, keep, random.split());
        this.nemesis = new Nemesis(time, cluster, network, faults, trace, random.split());
        ProcessFlow favourite = SampleFlows.favourite(random, nemesis.prefersAgents());
        boolean fickle = random.nextInt(6) == 0;
        for (int i = 0; i < Plan.CLIENTS; i++) {
            String name = "client" + i;
            Boot boot = new Boot(name, time, random.split(), Boot.anySkewMillis(random));
            Caller caller = new Caller(name, network, cluster.hubs(), random.split(), boot);
            deployers.add(new Deployer(caller, oracle));
            clients.add(new Client(caller, oracle, deployers.get(i), favourite, fickle));
        }
        this.operator = new Operator(time, cluster, faults, oracle, trace, random.split());
    }

    private void failed(@Nullable Boot boot, Throwable error) {
        if (error instanceof LinkageError linkage) {
            throw linkage; // why: that is how classes were built that do not fit, and no behaviour of the engine
        }
        StackTraceElement[] at = error.getStackTrace();
        oracle.violation("an event of " + (boot == null ? "the world" : boot.host) + " failed: " + error + " at "
                + (at.length == 0 ? "?" : at[0].toString()));
    }

    Outcome run() {
        long seed = plan.seed();
        int submits = seed % 4 == 0 ? 15 : 2 + Math.floorMod(seed, 7);
        new Watch(time, cluster, oracle).start();
        nemesis.start();
        operator.start();
        clients.stream()
                .limit(plan.clients())
                .forEach(client -> client.plan(Math.min(submits, plan.submits()), FAULTS * 2 / 3));
        until(FAULTS, () -> false);
        calm();
        until(FAULTS + BOUND, this::onlyLateAreOpen);
        trace.add("the late agent comes");
        cluster.startLate();
        until(time.now() + BOUND, this::isOver);
        if (oracle.violations.isEmpty() && !isOver()) {
            new Waiting(time, cluster, oracle, store.truth()).explain(lacking());
        }
        if (oracle.retention.patience() > 0) {
            until(time.now() + oracle.retention.patience(), () -> false);
            oracle.retention.nothingIsLeft(store);
        }
        return new Outcome(
                plan, trace.hash(), time.now(), coverage, oracle.count(), oracle.executions.count(), oracle.violations);
    }

    private void calm() {
        trace.add("calm");
        faults.calm();
        nemesis.calm();
        operator.calm();
        oracle.calm();
        clients.stream()
                .limit(plan.clients())
                .forEach(client -> time.after(MILLI, null, () -> {
                    client.awaitAll();
                    client.planInCalm();
                }));
        deployers.get(0).deployLast();
    }

    private void until(long end, BooleanSupplier over) {
        boolean more = true;
        while (more && oracle.violations.isEmpty() && !over.getAsBoolean()) {
            more = time.step(end);
            oracle.check(time.executed() < MAX_EVENTS, () -> "more than " + MAX_EVENTS + " events: something spins");
        }
    }

    private boolean onlyLateAreOpen() {
        for (Seen seen : oracle.open()) {
            if (!SampleFlows.isLate(seen.flow.flow())) {
                return false;
            }
        }
        return true;
    }

    private boolean isOver() {
        return oracle.open().isEmpty() && noClientWaits() && lacking().isEmpty();
    }

    private boolean noClientWaits() {
        for (Client client : clients) {
            if (client.open() > 0) {
                return false;
            }
        }
        return true;
    }

    private List<String> lacking() {
        return oracle.flows.lacking(
                cluster.hosts().stream().filter(host -> host.boot() != null).toList());
    }
}
