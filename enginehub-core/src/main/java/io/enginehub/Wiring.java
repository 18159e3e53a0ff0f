package io.enginehub;

import io.enginehub.api.Hub;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.Endpoints;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Registry;
import io.enginehub.api.spi.SettingValues;
import io.enginehub.api.spi.Transport;
import io.enginehub.core.agent.AgentRole;
import io.enginehub.core.agent.AgentSettings;
import io.enginehub.core.dispatcher.DispatcherRole;
import io.enginehub.core.dispatcher.DispatcherSettings;
import io.enginehub.core.hub.BlockingHub;
import io.enginehub.core.hub.HubEars;
import io.enginehub.core.hub.HubRole;
import io.enginehub.core.hub.HubSettings;
import io.enginehub.core.hub.Keep;
import io.enginehub.core.hub.StoreAccess;
import io.enginehub.core.local.InMemoryProcessStore;
import io.enginehub.core.local.InProcessTransport;
import io.enginehub.core.local.LocalRegistry;
import io.enginehub.core.role.Pace;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.runtime.Loop;
import io.enginehub.core.runtime.Threads;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the roles of one engine together, and takes them apart again. */
final class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private static final int HANDLERS_IN_A_ROW = 64;

    private final String name;
    private final Loop loop;
    private final RoleLoop roleLoop;
    private final Transport transport;
    private final Registry registry;
    private final Directory directory;
    private final List<ExecutorService> threads = new ArrayList<>();
    private final List<Registration> registrations = new ArrayList<>();
    private final List<Registration> agentRegistrations = new ArrayList<>();
    private final List<LocalAgent> agents = new ArrayList<>();
    private final List<AutoCloseable> owned = new ArrayList<>();
    private @Nullable HubRole hubRole;
    private @Nullable Hub hub;
    private @Nullable DispatcherRole dispatcher;
    private @Nullable Registration dispatcherRegistration;
    private @Nullable URI base;
    private int slots;
    private boolean closed;
    private volatile boolean stopped;

    private record LocalAgent(MemberId id, AgentDraft draft, AgentRole role) {}

    private Wiring(EngineHub.Builder builder) {
        this.name = builder.name;
        this.loop = Loop.start("enginehub-" + name);
        this.roleLoop = new RoleLoop(loop, loop::hand, loop, new SplittableRandom(new SecureRandom().nextLong()));
        this.transport = builder.transport == null ? mine(new InProcessTransport()) : builder.transport;
        this.registry = builder.registry == null ? mine(new LocalRegistry()) : builder.registry;
        this.directory = new Directory(transport);
    }

    static Wiring start(EngineHub.Builder builder) {
        Wiring wiring = new Wiring(builder);
        try {
            wiring.build(builder);
            return wiring;
        } catch (RuntimeException | Error e) {
            wiring.close(Duration.ZERO);
            throw e;
        }
    }

    private <T extends AutoCloseable> T mine(T part) {
        owned.add(part);
        return part;
    }

    private void build(EngineHub.Builder builder) {
        if (builder.hub != null) {
            hub(builder, builder.hub);
        }
        MemberId id = newId(name);
        if (builder.dispatcher != null) {
            dispatcher = new DispatcherRole(
                    id,
                    new DispatcherSettings(builder.dispatcher.slots),
                    roleLoop,
                    transport,
                    this::registerDispatcher);
        }
        long remembered = AgentSettings.share(Runtime.getRuntime().maxMemory(), Math.max(1, builder.agents.size()));
        builder.agents.forEach(draft -> agent(draft, remembered));
        Map<MemberId, Agent> served = new LinkedHashMap<>();
        agents.forEach(agent -> served.put(agent.id, agent.role));
        base = transport.serve(new Endpoints(hub, hubRole, dispatcher, served));
        register(builder, id);
        registrations.add(registry.watch(members -> loop.hand(() -> picture(members))));
        if (builder.settings != null) {
            registrations.add(builder.settings.watch(values -> loop.hand(() -> settings(values))));
        }
        if (hubRole != null) {
            loop.execute(hubRole::start);
        }
    }

    private MemberId newId(String member) {
        return new MemberId(member, roleLoop.newIncarnation());
    }

    private void hub(EngineHub.Builder builder, HubDraft draft) {
        ProcessStore store = builder.store == null ? mine(memoryStore()) : builder.store;
        boolean immediate = store.isImmediate();
        Executor direct = Runnable::run;
        Executor writer = immediate ? direct : thread(Threads.single(name + "-store"));
        Executor renewer = immediate ? direct : thread(Threads.single(name + "-store-renewals"));
        Executor reader = immediate ? direct : thread(Threads.single(name + "-store-reads"));
        HubSettings settings =
                new HubSettings(draft.maxPending, Keep.processes(draft.keepAge, draft.keepCount), draft.lease);
        HubEars ears = new HubEars(builder.listeners, thread(Threads.single(name + "-listeners")));
        HubRole role =
                new HubRole(roleLoop, settings, transport, new StoreAccess(store, writer, renewer, reader), ears);
        hubRole = role;
        hub = new BlockingHub(role, store.history(), thread(Threads.single(name + "-results")));
    }

    private InMemoryProcessStore memoryStore() {
        long origin = loop.nanoTime();
        var wall = loop.wallTime();
        return new InMemoryProcessStore(() -> wall.plusNanos(loop.nanoTime() - origin));
    }

    private void agent(AgentDraft draft, long remembered) {
        Executor yours = draft.executor;
        AgentRole.Workers workers = yours != null
                ? new AgentRole.Workers(yours, yours, HANDLERS_IN_A_ROW)
                : new AgentRole.Workers(
                        thread(Threads.pool(draft.name, draft.capacity)),
                        thread(Threads.pool(draft.name + "-load", draft.capacity)),
                        HANDLERS_IN_A_ROW);
        AgentSettings settings = new AgentSettings(draft.capacity, draft.spareModels, remembered);
        AgentRole role = new AgentRole(draft.name, draft.algorithm, settings, roleLoop, workers, directory::find);
        agents.add(new LocalAgent(newId(draft.name), draft, role));
    }

    private ExecutorService thread(ExecutorService made) {
        threads.add(made);
        return made;
    }

    // ── members ──

    private void register(EngineHub.Builder builder, MemberId id) {
        if (hub != null) {
            registrations.add(registry.register(new Member(id, Member.Role.HUB, address(), Map.of())));
        }
        if (dispatcher != null) {
            slots = builder.dispatcher == null ? 0 : builder.dispatcher.slots;
            registerDispatcher(id);
        }
        for (LocalAgent agent : agents) {
            AgentDraft draft = agent.draft;
            URI address = URI.create(address() + "/agents/" + draft.name);
            Map<String, String> facts = Map.of(
                    Member.ALGORITHM, draft.algorithm.name(),
                    Member.VERSION, draft.algorithm.version(),
                    Member.CAPACITY, Integer.toString(draft.capacity),
                    Member.AHEAD, Integer.toString(Pace.MAX_AHEAD));
            agentRegistrations.add(registry.register(new Member(agent.id, Member.Role.AGENT, address, facts)));
        }
    }

    private void registerDispatcher(MemberId id) {
        Registration before = dispatcherRegistration;
        Map<String, String> facts = Map.of(Member.CAPACITY, Integer.toString(slots));
        dispatcherRegistration = registry.register(new Member(id, Member.Role.DISPATCHER, address(), facts));
        if (before != null) {
            before.close();
        }
    }

    private URI address() {
        if (base == null) {
            throw new IllegalStateException("the transport has given no address yet");
        }
        return base;
    }

    private void settings(SettingValues values) {
        if (hubRole != null) {
            hubRole.settings(values);
        }
        if (dispatcher != null) {
            dispatcher.settings(values);
        }
    }

    private void picture(List<Member> members) {
        directory.members(members);
        if (hubRole != null) {
            hubRole.members(members);
        }
        if (dispatcher != null) {
            dispatcher.members(members);
        }
    }

    @Nullable
    Hub hub() {
        return hub;
    }

    // ── the end ──

    /** First the dispatcher, whose processes may need the agents beside it, then the agents. */
    boolean drain(Duration patience) {
        long begun = loop.nanoTime();
        DispatcherRole role = dispatcher;
        if (role != null && !onLoop(patience, role::drain)) {
            return false;
        }
        agentRegistrations.forEach(Registration::close); // why: dispatchers elsewhere are to look for others
        for (LocalAgent agent : agents) {
            Duration left = patience.minusNanos(loop.nanoTime() - begun);
            if (!onLoop(left.isNegative() ? Duration.ZERO : left, agent.role::drain)) {
                return false;
            }
        }
        return true;
    }

    /** Runs something on the loop that says when it is done; false: not within the patience. */
    private boolean onLoop(Duration patience, Consumer<Runnable> task) {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> task.accept(done::countDown));
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(patience); // why: toNanos() fails beyond 292 years
            return done.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized void close(Duration patience) {
        if (closed) {
            return;
        }
        closed = true;
        boolean unused = drain(patience);
        DispatcherRole role = dispatcher;
        if (role != null && !onLoop(RoleLoop.PATIENCE, role::stop)) {
            LOG.warn("Engine '{}' did not hand its processes back in time; their lease ends by itself.", name);
        }
        registrations.forEach(Registration::close);
        agentRegistrations.forEach(Registration::close);
        if (dispatcherRegistration != null) {
            dispatcherRegistration.close();
        }
        if (!onLoop(RoleLoop.PATIENCE, this::stopRoles)) {
            LOG.warn("The roles of engine '{}' did not stop in time.", name);
        }
        if (base != null) {
            transport.stop(base); // why: others are to be refused at once, and not to wait in vain
        }
        loop.close();
        threads.forEach(ExecutorService::shutdownNow);
        owned.forEach(Wiring::close);
    }

    /** Whether the roles have stopped: nothing that waits for them will come any more. */
    boolean isStopped() {
        return stopped;
    }

    private void stopRoles(Runnable done) {
        stopped = true;
        agents.forEach(agent -> agent.role.stop());
        if (hubRole != null) {
            hubRole.stop();
        }
        done.run();
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(part + " could not be closed", e);
        }
    }
}
