package io.enginehub.core.dispatcher;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.Renewal;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.SettingValues;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A dispatcher: claims processes into its slots and sees each of them through. Confined to its loop. */
public final class DispatcherRole implements Dispatcher, ClaimLoop.Work, Slots.Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(DispatcherRole.class);

    private final RoleLoop loop;
    private final DispatcherSettings settings;
    private final Hubs hubs;
    private final AgentPicker agents;
    private final OutcomeRecorder recorder;
    private final Slots slots;
    private final LeaseKeeper lease;
    private final ClaimLoop claims;
    private final FlightWatch watch;
    private final Consumer<MemberId> reincarnated;
    private final Starting starting;
    private final ReleaseSender releases;
    private MemberId id;
    private final Strays strays = new Strays();
    private SettingValues set = SettingValues.NONE;
    private @Nullable Runnable emptied;
    private boolean draining;
    private boolean stopped;

    /**
     * A dispatcher.
     *
     * @param reincarnated is told the id that the role goes by from now on, when its session was lost
     */
    public DispatcherRole(
            MemberId id,
            DispatcherSettings settings,
            RoleLoop loop,
            Transport transport,
            Consumer<MemberId> reincarnated) {
        this.id = id;
        this.settings = settings;
        this.loop = loop;
        this.reincarnated = reincarnated;
        this.hubs = new Hubs(loop, transport);
        this.agents = new AgentPicker(loop, transport);
        this.recorder = new OutcomeRecorder(loop, hubs, id);
        this.slots = new Slots(loop, agents, recorder, id, this);
        this.lease = new LeaseKeeper(loop, hubs, id, this::held, this::renewed);
        this.claims = new ClaimLoop(loop, hubs, id, this);
        this.watch = new FlightWatch(loop, agents, slots);
        this.starting = new Starting(loop, hubs, agents, this::start);
        this.releases = new ReleaseSender(loop, hubs, id, this::released);
    }

    // ── surroundings ──

    /** Takes a new picture of the members over; on the loop. */
    public void members(List<Member> members) {
        boolean newHubs = hubs.update(members);
        Set<String> before = agents.live();
        List<AgentView> gone = agents.update(members);
        gone.forEach(watch::gone);
        if (newHubs || !agents.live().equals(before)) {
            claims.hint();
        }
        if (!gone.isEmpty()) {
            slots.agentsGone();
        }
        slots.wake();
    }

    /** Takes the cluster's settings over: how many slots there are, and who gets nothing new; on the loop. */
    public void settings(SettingValues values) {
        set = values;
        agents.drain(values.drained()).forEach(watch::unsentElsewhere);
        claims.hint();
        slots.agentsGone();
        slots.wake();
    }

    /** Claims no more; what is in the slots goes on. Tells when nothing is held, and no claim is under way. */
    public void drain(Runnable whenEmpty) {
        draining = true;
        emptied = whenEmpty;
        claims.wake(); // why: one that waits is to be withdrawn
        tellWhenEmpty();
    }

    private void tellWhenEmpty() {
        if (emptied != null && holding() == 0 && !claims.isOutstanding()) {
            Runnable then = emptied;
            emptied = null;
            then.run();
        }
    }

    /** Hands everything back that is in a slot, and stops; goes on when a hub has it, or none answers. */
    public void stop(Runnable then) {
        draining = true;
        claims.stop();
        lease.stop();
        slots.all().forEach(this::release);
        slots.all().forEach(slots::drop);
        starting.clear();
        stopped = true;
        releases.stop(then);
    }

    private List<Held> held() {
        List<Held> held = new ArrayList<>();
        slots.all().forEach(slot -> held.add(slot.held()));
        held.addAll(starting.held());
        return held;
    }

    // ── claims ──

    /** How many processes are ours, in a slot or not. */
    private int holding() {
        return slots.size() + starting.size() + strays.size();
    }

    @Override
    public int freeSlots() {
        int most = set.slots(id.name(), settings.slots());
        return draining ? 0 : Math.max(0, most - holding());
    }

    @Override
    public Set<String> live() {
        return agents.live();
    }

    @Override
    public void claimed(List<Claim> claimed, long askedNanos, Duration granted) {
        if (!claimed.isEmpty()) {
            lease.granted(askedNanos, granted);
        }
        claimed.forEach(this::begin);
        if (!claimed.isEmpty()) {
            strays.claimed();
        }
        tellWhenEmpty();
    }

    private void begin(Claim claim) {
        if (strays.isHandedBack(claim.held())) {
            return;
        }
        Optional<Slot> before = slots.find(claim.id());
        boolean same = before.map(Slot::held).filter(claim.held()::equals).isPresent();
        if (same || starting.has(claim.held())) {
            return; // why: a claim that was repeated gives the same processes again
        }
        starting.add(claim); // why first: else a dispatcher that is drained would seem to hold nothing
        before.ifPresent(slots::drop); // why: it was handed back, and claimed again before that was answered
        starting.prepare(claim);
    }

    private void start(Slot slot) {
        slots.start(slot);
        watch.arm();
    }

    private void letGo(ProcessId process, long epoch) {
        starting.letGo(process, epoch);
        slots.find(process).filter(slot -> slot.held().epoch() <= epoch).ifPresent(slots::drop);
        tellWhenEmpty();
    }

    @Override
    public void sessionEnded(SessionState state) {
        if (stopped) {
            return;
        }
        if (state == SessionState.SUPERSEDED) {
            LOG.error(
                    "Another dispatcher named {} runs and goes on with the processes. This one waits until that one is"
                            + " gone; give one of them another name.",
                    id.name());
        } else {
            LOG.warn("Dispatcher {} lost its lease: its processes go on elsewhere, and it starts afresh.", id);
        }
        id = new MemberId(id.name(), loop.newIncarnation());
        starting.clear();
        strays.restart();
        slots.restart(id);
        recorder.restart(id);
        releases.restart(id);
        lease.restart(id);
        reincarnated.accept(id);
        claims.restart(id, state);
        tellWhenEmpty();
    }

    private void renewed(Renewal renewal) {
        if (renewal.session() != SessionState.HELD) {
            sessionEnded(renewal.session());
            return;
        }
        renewal.lost().forEach(lost -> letGo(lost.process(), lost.epoch()));
        handBackUnknown(renewal.unnamed());
        slots.wake();
    }

    private void handBackUnknown(List<Held> unnamed) {
        Set<Held> unknown = new LinkedHashSet<>(unnamed);
        unknown.removeIf(held ->
                starting.has(held.process()) || slots.find(held.process()).isPresent());
        for (Held held : strays.seen(unknown, claims.isOutstanding())) {
            releases.add(new Release(held, null));
        }
    }

    // ── what the slots need ──

    @Override
    public boolean maySend() {
        return lease.isSafe() && !stopped;
    }

    @Override
    public void slotFreed() {
        claims.wake();
        tellWhenEmpty();
    }

    @Override
    public void agentBack() {
        claims.hint();
    }

    @Override
    public void release(Slot slot) {
        if (!slot.releasing && !slot.over) {
            slot.releasing = true;
            releases.add(new Release(slot.held(), slots.waitFor(slot)));
            slots.withdraw(slot);
        }
    }

    private void released(List<Release> batch) {
        if (strays.arrived(batch.stream().map(Release::held).toList())) {
            slotFreed();
        }
        batch.forEach(release -> slots.find(release.held().process())
                .filter(slot -> slot.held().equals(release.held()))
                .ifPresent(slots::drop));
    }

    // ── calls of other roles ──

    @Override
    public CompletionStage<Reply<Boolean>> results(List<ResultEvent> results) {
        return onLoop(() -> {
            results.forEach(slots::result);
            return true;
        });
    }

    /** Answered when the hub has them, so that the agent can send its result after them. */
    @Override
    public CompletionStage<Reply<Boolean>> lines(List<StepLines> said) {
        CompletableFuture<Reply<Boolean>> reply = new CompletableFuture<>();
        loop.post(() -> {
            List<StepLines> lines = said.stream().filter(this::heard).toList();
            Optional<WaitingQueue> hub = hubs.current();
            if (stopped) {
                reply.complete(new Reply.Refused<>("STOPPED", null));
            } else if (lines.isEmpty() || hub.isEmpty()) {
                reply.complete(new Reply.Ok<>(true));
            } else {
                loop.ask(hub.get().report(id, lines), reply::complete); // why once: lines may be lost without harm
            }
        });
        return reply;
    }

    /** Notes how far a step is; true: it has lines for the hub. */
    private boolean heard(StepLines step) {
        Slot slot = slots.find(step.key().process()).orElse(null);
        if (slot == null) {
            return false;
        }
        if (step.progress() != null) {
            slot.flight(step.key()).ifPresent(flight -> flight.progress = step.progress());
        }
        boolean lines = !step.lines().isEmpty() && slot.held().epoch() == step.epoch();
        slot.logged |= lines;
        return lines;
    }

    @Override
    public CompletionStage<Reply<Boolean>> drop(List<Held> processes) {
        return onLoop(() -> {
            processes.forEach(held -> letGo(held.process(), held.epoch()));
            slotFreed();
            return true;
        });
    }

    @Override
    public CompletionStage<Reply<List<LiveStep>>> inspect(ProcessId process) {
        CompletableFuture<Reply<List<LiveStep>>> reply = new CompletableFuture<>();
        loop.post(() -> {
            Optional<Slot> slot = slots.find(process);
            if (slot.isEmpty()) {
                reply.complete(new Reply.Ok<>(List.of()));
            } else {
                new Inspection(loop, agents, slot.get()).run(steps -> reply.complete(new Reply.Ok<>(steps)));
            }
        });
        return reply;
    }

    private <T> CompletionStage<Reply<T>> onLoop(Supplier<T> call) {
        CompletableFuture<Reply<T>> reply = new CompletableFuture<>();
        loop.post(() -> reply.complete(stopped ? new Reply.Refused<>("STOPPED", null) : new Reply.Ok<>(call.get())));
        return reply;
    }
}
