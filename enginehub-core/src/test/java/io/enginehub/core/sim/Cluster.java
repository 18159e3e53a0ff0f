package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.MILLI;
import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.Algorithm;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.core.agent.AgentRole;
import io.enginehub.core.agent.AgentSettings;
import io.enginehub.core.dispatcher.DispatcherRole;
import io.enginehub.core.dispatcher.DispatcherSettings;
import io.enginehub.core.hub.BlockingHub;
import io.enginehub.core.hub.HubEars;
import io.enginehub.core.hub.HubRole;
import io.enginehub.core.hub.HubSettings;
import io.enginehub.core.hub.Keep;
import io.enginehub.core.role.RoleLoop;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The hosts of a small cluster: two or three hubs, two dispatchers, agents of three algorithms. */
final class Cluster {
    static final int SLOTS = 3;
    static final Duration LEASE = Duration.ofSeconds(5);
    /** A bound of the queue that is reached. */
    static final int FEW = 5;

    private static final int CAPACITY = 2;
    private static final int SPARE_MODELS = 1;
    /** The host of the algorithm that no other host has; it comes late. */
    private static final String LATE = "a4";

    private final SimulatedTime time;
    private final Faults faults;
    private final Oracle oracle;
    private final SimulatedNetwork network;
    final SimulatedRegistry registry;
    final SimulatedStore store;
    private final Keep keep;
    private final SplittableRandom random;
    private final List<Host> hosts = new ArrayList<>();
    private final List<Host> hubs = new ArrayList<>();
    final int maxPending;
    /** Is told of each host that has started. */
    Consumer<Host> started = host -> {};

    Cluster(
            SimulatedTime time,
            Faults faults,
            Oracle oracle,
            SimulatedNetwork network,
            SimulatedStore store,
            Keep keep,
            SplittableRandom random) {
        this.time = time;
        this.faults = faults;
        this.oracle = oracle;
        this.network = network;
        this.store = store;
        this.keep = keep;
        this.random = random;
        this.registry = new SimulatedRegistry(time, faults);
        this.maxPending = random.nextInt(4) == 0 ? FEW : 1000;
        int many = random.nextInt(3) == 0 ? 3 : 2;
        for (int i = 1; i <= many; i++) {
            hubs.add(add("h" + i, this::hub));
        }
        add("d1", this::dispatcher);
        add("d2", this::dispatcher);
        add("a1", (host, boot) -> agent(host, boot, "alpha"));
        add("a2", (host, boot) -> agent(host, boot, "beta"));
        add("a3", (host, boot) -> agent(host, boot, "beta"));
        add(LATE, (host, boot) -> agent(host, boot, SampleFlows.LATE));
    }

    private Host add(String name, Host.Starter starter) {
        Host host = new Host(name, starter, oracle.losses);
        host.skewMillis = Boot.anySkewMillis(random);
        hosts.add(host);
        network.add(host);
        registry.add(host);
        return host;
    }

    List<Host> hosts() {
        return hosts;
    }

    List<Host> hubs() {
        return hubs;
    }

    /** Starts all hosts but the late one, some time within the next second. */
    void start() {
        hosts.stream()
                .filter(host -> !host.name.equals(LATE))
                .forEach(host -> time.after(random.nextLong(SECOND), null, () -> start(host)));
    }

    void startLate() {
        hosts.stream().filter(host -> host.name.equals(LATE)).forEach(this::start);
    }

    void start(Host host) {
        if (random.nextInt(8) == 0) {
            host.skewMillis = Boot.anySkewMillis(random);
        }
        oracle.settings.started(host.name);
        host.start(new Boot(host.name, time, random.split(), host.skewMillis));
        started.accept(host);
    }

    void kill(Host host) {
        oracle.executions.killed(host.name);
        host.kill();
        registry.killed(host.name);
    }

    /** Stops a host in order; goes on when it holds nothing, unless it was killed before. */
    void drain(Host host, Runnable then) {
        Boot boot = host.boot();
        Roles roles = host.roles();
        if (boot == null || roles == null || roles.drain() == null) {
            return;
        }
        boot.execute(() -> {
            if (roles.agent() != null && roles.id() != null) {
                registry.remove(roles.id());
            }
            roles.drain().accept(() -> {
                oracle.drained(host.name, host.memberId);
                then.run();
            });
        });
    }

    /** A handler takes its host with it; somebody starts that again. */
    void die(Host host, Boot boot) {
        if (host.boot() == boot) {
            kill(host);
            time.after(200 * MILLI + random.nextLong(2 * SECOND), null, () -> start(host));
        }
    }

    private void register(Host host, MemberId id, Member.Role role, URI address, Map<String, String> facts) {
        registry.replace(host, new Member(id, role, address, facts));
    }

    private Roles hub(Host host, Boot boot) {
        RoleLoop loop = boot.newLoop();
        Health health = new Health(time);
        health.maxPending = maxPending;
        host.health = health;
        WatchedStore watched = new WatchedStore(store, faults, oracle, health);
        Ears ears = new Ears(time, faults, oracle, boot);
        HubRole hub = new HubRole(
                loop,
                new HubSettings(maxPending, keep, LEASE),
                new SimulatedTransport(network, oracle, host.name),
                new StoreThreads(time, faults, boot, health).access(watched),
                new HubEars(List.of(ears), ears));
        register(host, new MemberId(host.name, loop.newIncarnation()), Member.Role.HUB, host.address(), Map.of());
        boot.execute(hub::start);
        return Roles.hub(hub, new BlockingHub(hub, watched.history(), boot));
    }

    private Roles dispatcher(Host host, Boot boot) {
        RoleLoop loop = boot.newLoop();
        MemberId first = new MemberId(host.name, loop.newIncarnation());
        MemberId[] now = {first};
        Map<String, String> facts = Map.of(Member.CAPACITY, Integer.toString(SLOTS));
        DispatcherRole role = new DispatcherRole(
                first, new DispatcherSettings(SLOTS), loop, new SimulatedTransport(network, oracle, host.name), id -> {
                    registry.put(host, new Member(id, Member.Role.DISPATCHER, host.address(), facts));
                    registry.remove(now[0]);
                    now[0] = id;
                });
        register(host, first, Member.Role.DISPATCHER, host.address(), facts);
        return Roles.dispatcher(role);
    }

    private Roles agent(Host host, Boot boot, String algorithm) {
        HandlerThreads threads = new HandlerThreads(time, boot);
        RoleLoop loop = boot.newLoop(threads);
        Algorithm code = new SampleAlgorithm(algorithm, host.name, faults, oracle, threads, () -> die(host, boot));
        Map<MemberId, Dispatcher> dispatchers = new LinkedHashMap<>();
        Executor handlers = task -> time.after(faults.handling(), boot, task);
        Executor loader = task -> time.after(faults.loading(), boot, task);
        host.algorithm = algorithm;
        oracle.settings.agent(host.name, algorithm);
        AgentRole role = new AgentRole(
                host.name,
                code,
                new AgentSettings(CAPACITY, SPARE_MODELS),
                loop,
                new AgentRole.Workers(handlers, loader, 1),
                id -> Optional.ofNullable(dispatchers.get(id)));
        SimulatedTransport transport = new SimulatedTransport(network, oracle, host.name);
        Map<String, String> facts =
                Map.of(Member.ALGORITHM, algorithm, Member.CAPACITY, Integer.toString(CAPACITY), Member.AHEAD, "2");
        URI address = URI.create(host.address() + "/agents/" + host.name);
        MemberId id = new MemberId(host.name, loop.newIncarnation());
        register(host, id, Member.Role.AGENT, address, facts);
        return Roles.agent(role, id, members -> {
            dispatchers.clear();
            members.stream()
                    .filter(member -> member.role() == Member.Role.DISPATCHER)
                    .forEach(member -> dispatchers.put(member.id(), transport.dispatcher(member.address())));
        });
    }
}
