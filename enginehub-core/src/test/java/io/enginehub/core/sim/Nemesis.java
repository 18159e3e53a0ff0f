package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.MILLI;
import static io.enginehub.core.sim.SimulatedTime.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Does what happens to whole hosts: kills, stops and cuts off, confuses the registry; until it is told to let go. */
final class Nemesis {
    /** How long a killed host is down, at most: some are back while their last words are still on their way. */
    private static final List<Long> DOWN = List.of(30 * MILLI, SECOND, SECOND, 12 * SECOND);

    private final SimulatedTime time;
    private final Cluster cluster;
    private final SimulatedNetwork network;
    private final Faults faults;
    private final Trace trace;
    private final SplittableRandom random;
    private final long rhythm;
    private final List<Fault> kinds;
    /** Whom it strikes most: some races need one kind of host to be struck again and again. */
    private final List<Host> victims;

    private final boolean prefersAgents;

    Nemesis(
            SimulatedTime time,
            Cluster cluster,
            SimulatedNetwork network,
            Faults faults,
            Trace trace,
            SplittableRandom random) {
        this.time = time;
        this.cluster = cluster;
        this.network = network;
        this.faults = faults;
        this.trace = trace;
        this.random = random;
        this.kinds = List.of(
                Fault.KILL,
                Fault.KILL,
                Fault.KILL,
                Fault.DRAIN,
                Fault.PAUSE,
                Fault.PAUSE,
                Fault.CUT_ONE_WAY,
                Fault.CUT_BOTH_WAYS,
                Fault.STORE_STORM,
                Fault.STORE_TIME_STEPS,
                Fault.REGISTRY_STALE,
                Fault.REGISTRY_EMPTY,
                Fault.REGISTRY_FLAPS);
        int taste = random.nextInt(3);
        this.prefersAgents = taste == 1;
        long slowest = taste <= 1 ? 2 * SECOND : 5 * SECOND;
        this.rhythm = random.nextInt(6) == 0 ? 3600 * SECOND : random.nextLong(SECOND / 2, slowest);
        String kind = taste == 0 ? "d" : taste == 1 ? "a" : "";
        this.victims = cluster.hosts().stream()
                .filter(host -> host.name.startsWith(kind))
                .toList();
    }

    boolean prefersAgents() {
        return prefersAgents;
    }

    void start() {
        cluster.start();
        next();
    }

    private void next() {
        time.after(random.nextLong(2 * rhythm), null, () -> {
            if (!faults.isCalm()) {
                Fault kind = kinds.get(random.nextInt(kinds.size()));
                Host host = any(random.nextInt(4) == 0 ? cluster.hosts() : victims);
                Host other = any(cluster.hosts());
                if (host.boot() != null && faults.hits(kind, 2)) {
                    trace.add(kind + " " + host.name);
                    strike(kind, host, other);
                }
                next();
            }
        });
    }

    private Host any(List<Host> hosts) {
        return hosts.get(random.nextInt(hosts.size()));
    }

    private void strike(Fault kind, Host host, Host other) {
        long length = faults.length(kind, faults.length(kind, 3) == 1 ? 20 * SECOND : 2 * SECOND);
        switch (kind) {
            case KILL -> {
                long down = faults.length(kind, DOWN.get(random.nextInt(DOWN.size()))) + MILLI;
                boolean claims = host.name.startsWith("d") && random.nextInt(3) > 0;
                if (random.nextInt(4) == 0) {
                    kill(host, down);
                } else if (claims) {
                    network.afterClaim(host.name, () -> kill(host, DOWN.get(0)));
                } else {
                    network.afterWords(host.name, () -> kill(host, down));
                }
            }
            case DRAIN -> drain(host);
            case PAUSE -> pause(host, length);
            case CUT_ONE_WAY, CUT_BOTH_WAYS -> cut(kind, host, other, length);
            case STORE_STORM -> storm(host, length);
            case STORE_TIME_STEPS ->
                cluster.store.stepTo(faults.length(kind, 2 * SimulatedStore.MAX_OFFSET) - SimulatedStore.MAX_OFFSET);
            case REGISTRY_STALE -> cluster.registry.stale(host, length);
            case REGISTRY_EMPTY -> cluster.registry.empty(host, length);
            case REGISTRY_FLAPS -> cluster.registry.flap(host, (int) faults.length(kind, 5), 50 * MILLI + length / 8);
            case MESSAGE_LOST,
                    MESSAGE_DOUBLED,
                    MESSAGE_LATE,
                    STORE_FAILS,
                    STORE_SLOW,
                    LOAD_SLOW,
                    LOAD_FAILS,
                    HANDLER_SLOW,
                    HANDLER_HANGS,
                    LISTENER_SLOW -> throw new IllegalStateException(kind + " happens to no host");
        }
    }

    private void kill(Host host, long down) {
        cluster.kill(host);
        time.after(down, null, () -> {
            if (host.boot() == null) {
                trace.add("start " + host.name);
                cluster.start(host);
                drainSoon(host);
            }
        });
    }

    /** Some agents are stopped again while the registry still shows the boot before. */
    private void drainSoon(Host host) {
        if (!host.name.startsWith("a")) {
            return;
        }
        time.after(random.nextLong(4 * SECOND), null, () -> {
            if (host.boot() != null && faults.hits(Fault.DRAIN, 1)) {
                drain(host);
            }
        });
    }

    private void drain(Host host) {
        trace.add("drain " + host.name);
        long down = faults.length(Fault.DRAIN, SECOND);
        cluster.drain(host, () -> kill(host, down));
    }

    private void pause(Host host, long length) {
        Boot boot = host.boot();
        if (boot != null) {
            boot.pause(length);
        }
        if (host.health != null) {
            host.health.troubleUntil(time.now() + length);
        }
    }

    /** Cuts a host off from another one, or from all. */
    private void cut(Fault kind, Host host, Host other, long length) {
        List<Host> others = new ArrayList<>(faults.length(kind, 2) == 1 ? List.of(other) : cluster.hosts());
        for (Host far : others) {
            network.cuts.cut(host.name, far.name, length);
            if (kind == Fault.CUT_BOTH_WAYS) {
                network.cuts.cut(far.name, host.name, length);
            }
        }
    }

    private static void storm(Host host, long length) {
        if (host.health != null) {
            host.health.storm(length);
        }
    }

    /** Lets go of all: cuts heal, who is stopped goes on, the registry and the store's clock tell the truth. */
    void calm() {
        network.calm();
        cluster.store.stepTo(0);
        cluster.registry.calm();
        cluster.hubs().forEach(hub -> {
            if (hub.health != null) {
                hub.health.calm();
            }
        });
    }
}
