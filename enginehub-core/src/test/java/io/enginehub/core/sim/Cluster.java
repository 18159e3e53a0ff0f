package io.enginehub.core.sim;

import io.enginehub.api.Algorithm;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.core.agent.AgentRole;
import io.enginehub.core.agent.AgentSettings;
import io.enginehub.core.dispatcher.DispatcherRole;
import io.enginehub.core.dispatcher.DispatcherSettings;
import io.enginehub.core.hub.HubEars;
import io.enginehub.core.hub.HubRole;
import io.enginehub.core.hub.HubSettings;
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

/** The hosts of a small cluster: one hub, two dispatchers, three agents of two algorithms. */
final class Cluster {
    static final int SLOTS = 3;
    private static final int CAPACITY = 2;
    private static final int SPARE_MODELS = 1;
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration KEEP = Duration.ofDays(1);

    private final SimulatedTime time;
    private final Faults faults;
    private final Oracle oracle;
    private final SimulatedNetwork network;
    private final SimulatedRegistry registry;
    private final WatchedStore store;
    private final SplittableRandom random;
    private final List<Host> hosts = new ArrayList<>();
    private final int maxPending;

    Cluster(
            SimulatedTime time,
            Faults faults,
            Oracle oracle,
            SimulatedNetwork network,
            WatchedStore store,
            SplittableRandom random) {
        this.time = time;
        this.faults = faults;
        this.oracle = oracle;
        this.network = network;
        this.store = store;
        this.random = random;
        this.registry = new SimulatedRegistry(time, faults);
        this.maxPending = random.nextInt(4) == 0 ? 5 : 1000;
        add("hub", this::hub);
        add("d1", this::dispatcher);
        add("d2", this::dispatcher);
        add("a1", (host, boot) -> agent(host, boot, "alpha"));
        add("a2", (host, boot) -> agent(host, boot, "beta"));
        add("a3", (host, boot) -> agent(host, boot, "beta"));
    }

    private void add(String name, Host.Starter starter) {
        Host host = new Host(name, starter);
        hosts.add(host);
        network.add(host);
        registry.add(host);
    }

    List<Host> hosts() {
        return hosts;
    }

    void start(Host host) {
        host.start(new Boot(host.name, time, random.split()));
    }

    void kill(Host host) {
        oracle.executions.killed(host.name);
        host.kill();
        registry.killed(host.name);
    }

    private void register(Host host, MemberId id, Member.Role role, URI address, Map<String, String> facts) {
        registry.replace(host.name, new Member(id, role, address, facts));
    }

    private Roles hub(Host host, Boot boot) {
        RoleLoop loop = boot.newLoop();
        HubSettings settings = new HubSettings(maxPending, KEEP, 100_000, LEASE);
        HubRole hub = new HubRole(
                loop,
                settings,
                new SimulatedTransport(network, oracle, host.name),
                new StoreThreads(time, faults, boot).access(store),
                new HubEars(List.of(), boot));
        register(host, new MemberId(host.name, loop.newIncarnation()), Member.Role.HUB, host.address(), Map.of());
        boot.execute(hub::start);
        return new Roles(hub, null, null, hub::members);
    }

    private Roles dispatcher(Host host, Boot boot) {
        RoleLoop loop = boot.newLoop();
        MemberId first = new MemberId(host.name, loop.newIncarnation());
        MemberId[] now = {first};
        Map<String, String> facts = Map.of(Member.CAPACITY, Integer.toString(SLOTS));
        DispatcherRole role = new DispatcherRole(
                first, new DispatcherSettings(SLOTS), loop, new SimulatedTransport(network, oracle, host.name), id -> {
                    registry.put(new Member(id, Member.Role.DISPATCHER, host.address(), facts));
                    registry.remove(now[0]);
                    now[0] = id;
                });
        register(host, first, Member.Role.DISPATCHER, host.address(), facts);
        return new Roles(null, role, null, role::members);
    }

    private Roles agent(Host host, Boot boot, String algorithm) {
        RoleLoop loop = boot.newLoop();
        Algorithm code = new SampleAlgorithm(algorithm, oracle.executions);
        Map<MemberId, Dispatcher> dispatchers = new LinkedHashMap<>();
        Executor handlers = task -> time.after(faults.handling(), boot, task);
        Executor loader = task -> time.after(faults.loading(), boot, task);
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
        register(host, new MemberId(host.name, loop.newIncarnation()), Member.Role.AGENT, address, facts);
        return new Roles(null, null, role, members -> {
            dispatchers.clear();
            members.stream()
                    .filter(member -> member.role() == Member.Role.DISPATCHER)
                    .forEach(member -> dispatchers.put(member.id(), transport.dispatcher(member.address())));
        });
    }
}
