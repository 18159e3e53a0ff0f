package io.enginehub.core.dispatcher;

import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.ProcessEnd;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepOutcome;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ProcessDecider;
import io.enginehub.core.role.AtTurnEnd;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The processes in their slots: sends steps that are ready, has outcomes recorded, and goes on with what they make ready.
 * A step builds only on what is recorded.
 */
final class Slots implements EventOutbox.Landing {
    /** How long a slot is held while nothing of its process is in flight. */
    static final Duration IDLE = Duration.ofSeconds(1);
    /** How long steps are sent before others have their turn on the loop. */
    private static final Duration TURN = Duration.ofMillis(20);

    /** What the slots need of their dispatcher. */
    interface Surroundings {
        /** Whether events may be sent: the lease surely holds. */
        boolean maySend();

        /** A slot has become empty. */
        void slotFreed();

        /** An agent that did not take calls may be asked again. */
        void agentBack();

        /** A process is to be handed back. */
        void release(Slot slot);
    }

    private final RoleLoop loop;
    private final AgentPicker agents;
    private final OutcomeRecorder recorder;
    private final Surroundings surroundings;
    private final EventOutbox outbox;
    private final StepQueue queue = new StepQueue();
    private final Map<ProcessId, Slot> slots = new LinkedHashMap<>();
    private Set<Slot> unsettled = new LinkedHashSet<>();
    private final AtTurnEnd pump;
    private MemberId owner;

    Slots(RoleLoop loop, AgentPicker agents, OutcomeRecorder recorder, MemberId owner, Surroundings surroundings) {
        this.loop = loop;
        this.agents = agents;
        this.recorder = recorder;
        this.owner = owner;
        this.surroundings = surroundings;
        this.outbox = new EventOutbox(loop, this);
        this.pump = new AtTurnEnd(loop, this::pump);
    }

    int size() {
        return slots.size();
    }

    List<Slot> all() {
        return List.copyOf(slots.values());
    }

    Optional<Slot> find(ProcessId id) {
        return Optional.ofNullable(slots.get(id));
    }

    /** Another incarnation of this role: nothing is held any more. */
    void restart(MemberId incarnation) {
        all().forEach(this::drop);
        owner = incarnation;
    }

    void start(Slot slot) {
        slots.put(slot.claim.id(), slot);
        advance(slot);
    }

    /** Sends what waits, if there is an agent for it now. */
    void wake() {
        pump.ask();
    }

    // ── forward ──

    private void advance(Slot slot) {
        for (ProcessDecider.Ready ready : slot.decider.takeReady()) {
            if (ready.delay().isZero()) {
                enqueue(slot, ready.node());
            } else {
                pause(slot, ready.node(), ready.delay());
            }
        }
        settleSoon(slot);
    }

    /** Settles a slot when its steps that wait for an agent have had their chance. */
    private void settleSoon(Slot slot) {
        if (slot.queued.isEmpty()) {
            settle(slot);
        } else {
            unsettled.add(slot);
            pump.ask();
        }
    }

    private void enqueue(Slot slot, CompiledFlow.Node node) {
        if (slot.over || slot.releasing) {
            return;
        }
        StepQueue.Waiting waiting = new StepQueue.Waiting(slot, node);
        slot.queued.put(node, waiting);
        queue.add(waiting);
        pump.ask();
    }

    private void pause(Slot slot, CompiledFlow.Node node, Duration delay) {
        long due = loop.nanoTime() + delay.toNanos();
        Registration timer = loop.after(delay, () -> {
            slot.pauses.remove(node);
            enqueue(slot, node);
            settleSoon(slot);
        });
        slot.pauses.put(node, new Slot.Pause(due, timer));
    }

    private void pump() {
        if (surroundings.maySend()) { // why: else a renewal that is answered pumps again
            launchAll();
        }
        Set<Slot> waiting = unsettled;
        unsettled = new LinkedHashSet<>();
        waiting.forEach(this::settle);
    }

    private void launchAll() {
        long begun = loop.nanoTime();
        for (String algorithm : queue.algorithms()) {
            StepQueue.Waiting next = queue.first(algorithm);
            while (next != null) {
                if (hasInput(next)) {
                    Optional<AgentView> agent = pick(next);
                    if (agent.isEmpty()) {
                        break;
                    }
                    launch(next, agent.get());
                }
                if (loop.nanoTime() - begun > TURN.toNanos()) { // why: large inputs must not keep renewals waiting
                    pump.ask();
                    return;
                }
                next = queue.first(algorithm);
            }
        }
    }

    /** Puts together what a step is given; false: that cannot be, and fails it. */
    private boolean hasInput(StepQueue.Waiting step) {
        try {
            ProcessDecider.StepInput unused = step.input();
            return true;
        } catch (PayloadException e) {
            unqueue(step.slot, step.node);
            Failure.Kind kind = e.isTooLarge() ? Failure.Kind.TOO_LARGE : Failure.Kind.INPUT;
            fail(step.slot, step.node, new Failure(kind, step.node.key(), String.valueOf(e.getMessage())));
            return false;
        }
    }

    private Optional<AgentView> pick(StepQueue.Waiting next) {
        AgentView holder = next.slot.holders.remove(next.node.key());
        if (holder != null && !holder.gone) {
            return Optional.of(holder);
        }
        return agents.pick(next.node.algorithm(), next.input().modelHash(), next.slot.decider.isSuspect(next.node));
    }

    private void launch(StepQueue.Waiting step, AgentView agent) {
        Slot slot = step.slot;
        CompiledFlow.Node node = step.node;
        queue.remove(step);
        slot.queued.remove(node);
        ModelPin pin = new ModelPin(step.input().modelHash(), pinOwner(slot, node));
        if (!isDeployed(slot, node)) {
            slot.pins.add(new Slot.Pin(agent, pin));
        }
        InputEvent event = new InputEvent(
                new EventKey(slot.claim.id(), node.key(), slot.claim.run(), slot.decider.attempt(node)),
                slot.held().epoch(),
                owner,
                node.processor().timeout().orElse(null),
                pin,
                slot.decider.isSuspect(node),
                step.input().input());
        Flight flight = new Flight(slot, node, agent, event, step.input().model(), loop.nanoTime());
        slot.flights.put(node, flight);
        slot.moved();
        agent.flights.add(flight);
        outbox.send(flight);
    }

    private static boolean isDeployed(Slot slot, CompiledFlow.Node node) {
        return slot.claim.version().version() > 0 && node.modelHash().isPresent();
    }

    private static String pinOwner(Slot slot, CompiledFlow.Node node) {
        return isDeployed(slot, node) ? slot.flowOwner : "process/" + slot.claim.id();
    }

    // ── what agents say ──

    @Override
    public void accepted(Flight flight) {
        flight.accepted = true;
        agents.answered(flight.agent);
    }

    @Override
    public void refused(Flight flight, boolean busy) {
        if (flight.over) {
            return;
        }
        Duration pause = AgentPicker.BUSY;
        if (busy) {
            agents.answered(flight.agent);
            agents.busy(flight.agent);
        } else if (!flight.agent.isQuarantined(loop.nanoTime())) {
            pause = agents.quarantine(flight.agent);
            loop.after(pause, surroundings::agentBack);
        }
        loop.after(pause, this::wake);
        resend(flight);
    }

    @Override
    public boolean maySend() {
        return surroundings.maySend();
    }

    @Override
    public void withheld(Flight flight) {
        if (!flight.over) {
            resend(flight);
        }
    }

    @Override
    public void uncertain(Flight flight) {
        flight.accepted = true; // why: the watch asks the agent what it holds, and what it does not hold is sent again
    }

    /** The flight came to nothing, and nothing was lost by it. */
    void resend(Flight flight) {
        land(flight);
        enqueue(flight.slot, flight.node);
        settleSoon(flight.slot);
    }

    /** The agent was lost with the event. */
    void lost(Flight flight) {
        land(flight);
        Failure failure = new Failure(
                Failure.Kind.AGENT_LOST, flight.node.key(), "Agent '" + flight.agent.name() + "' was lost.");
        failed(flight.slot, flight.node, result(flight.slot, flight.node, flight.agent.name(), failure));
    }

    private void land(Flight flight) {
        flight.over = true;
        flight.slot.flights.remove(flight.node, flight);
        flight.agent.flights.remove(flight);
        pump.ask();
    }

    /** A result has come. */
    void result(ResultEvent result) {
        Slot slot = slots.get(result.key().process());
        Optional<CompiledFlow.Node> found =
                slot == null ? Optional.empty() : slot.flow.node(result.key().step());
        if (slot == null || slot.releasing || found.isEmpty() || slot.held().epoch() != result.epoch()) {
            return;
        }
        CompiledFlow.Node node = found.get();
        boolean success = result.output() != null;
        Flight flight = slot.flights.get(node);
        if (!slot.decider.accepts(node, result.key().run(), result.key().attempt(), success)
                || !success && flight == null) {
            return;
        }
        if (flight != null) {
            flight.agent.took(result.took());
            land(flight);
        }
        unqueue(slot, node);
        slot.progress.remove(node.key());
        if (result.output() != null) {
            succeeded(slot, node, result, result.output());
        } else {
            failed(slot, node, result);
        }
    }

    private void unqueue(Slot slot, CompiledFlow.Node node) {
        StepQueue.Waiting waiting = slot.queued.remove(node);
        if (waiting != null) {
            queue.remove(waiting);
        }
        Slot.Pause pause = slot.pauses.remove(node);
        if (pause != null) {
            pause.timer.close();
        }
    }

    // ── outcomes ──

    private void succeeded(Slot slot, CompiledFlow.Node node, ResultEvent result, Payload output) {
        ProcessEnd end = slot.decider.succeeded(node, output).orElse(null);
        slot.endProposed = end != null;
        record(slot, new StepOutcome(slot.held(), result, 0, null, end), recorded -> {
            switch (recorded.kind()) {
                case APPLIED -> {
                    slot.decider.recorded(node, output);
                    if (end != null) {
                        drop(slot);
                    }
                }
                case DUPLICATE -> {
                    slot.endProposed = false;
                    slot.decider.recorded(node, recorded.stored() == null ? output : recorded.stored());
                }
                case INCOMPLETE ->
                    surroundings.release(slot); // why: the hub knows of less than we; start afresh from that
                case FENCED, TERMINAL, NO_SUCH -> drop(slot);
            }
        });
    }

    private void fail(Slot slot, CompiledFlow.Node node, Failure failure) {
        failed(slot, node, result(slot, node, "", failure));
    }

    private ResultEvent result(Slot slot, CompiledFlow.Node node, String agent, Failure failure) {
        EventKey key = new EventKey(slot.claim.id(), node.key(), slot.claim.run(), slot.decider.attempt(node));
        return new ResultEvent(key, slot.held().epoch(), agent, Duration.ZERO, null, failure, List.of());
    }

    private void failed(Slot slot, CompiledFlow.Node node, ResultEvent result) {
        Failure failure = result.failure();
        if (failure == null || slot.over) {
            return;
        }
        boolean loss = failure.kind() == Failure.Kind.AGENT_LOST;
        ProcessDecider.Verdict verdict = slot.decider.failed(node, failure, loop.random());
        int lossNumber = loss ? slot.decider.losses(node) + 1 : 0;
        slot.endProposed |= verdict.end() != null;
        record(
                slot,
                new StepOutcome(slot.held(), result, lossNumber, verdict.retryAfter(), verdict.end()),
                recorded -> {
                    switch (recorded.kind()) {
                        case APPLIED -> {
                            if (verdict.end() != null) {
                                drop(slot);
                            } else {
                                retry(slot, node, verdict, loss);
                            }
                        }
                        case DUPLICATE -> failedBefore(slot, node, verdict, loss, recorded.stored());
                        case INCOMPLETE, FENCED, TERMINAL, NO_SUCH -> drop(slot);
                    }
                });
    }

    private void retry(Slot slot, CompiledFlow.Node node, ProcessDecider.Verdict verdict, boolean loss) {
        slot.decider.retrying(node, loss);
        if (slot.decider.isOpen(node)) { // why: a late success may have come meanwhile
            again(slot, node, verdict.retryAfter());
        }
    }

    /** The hub knew of the failure already, or of a success of the step: then no end was recorded with it. */
    private void failedBefore(
            Slot slot, CompiledFlow.Node node, ProcessDecider.Verdict verdict, boolean loss, @Nullable Payload stored) {
        if (verdict.end() != null) {
            slot.endProposed = false;
        }
        if (stored != null) {
            if (slot.decider.isOpen(node)) {
                slot.decider.recorded(node, stored);
            }
        } else if (verdict.end() == null) {
            retry(slot, node, verdict, loss);
        } else {
            surroundings.release(slot); // why: the hub knows of more than we; start afresh from that
        }
    }

    private void again(Slot slot, CompiledFlow.Node node, @Nullable Duration delay) {
        if (delay == null || delay.isZero()) {
            enqueue(slot, node);
        } else {
            pause(slot, node, delay);
        }
    }

    private void record(Slot slot, StepOutcome outcome, Consumer<Recorded> then) {
        slot.recording++;
        recorder.record(outcome, recorded -> {
            slot.recording--;
            if (!slot.over) {
                then.accept(recorded);
                if (!slot.over) {
                    advance(slot);
                }
            }
        });
    }

    // ── the end, and hand-back ──

    /** Looks what is to be done with a process of which nothing is in flight. */
    private void settle(Slot slot) {
        if (slot.over || slot.releasing || !slot.isIdle()) {
            return;
        }
        Optional<ProcessEnd> end = slot.decider.end();
        if (end.isPresent() && !slot.endProposed) {
            slot.endProposed = true;
            record(slot, new StepOutcome(slot.held(), null, 0, null, end.get()), recorded -> {
                switch (recorded.kind()) {
                    case APPLIED -> drop(slot);
                    case INCOMPLETE -> surroundings.release(slot);
                    case DUPLICATE, FENCED, TERMINAL, NO_SUCH -> drop(slot);
                }
            });
            return;
        }
        if (slot.idleTimer == null) {
            slot.idleSinceNanos = loop.nanoTime();
        } else {
            slot.idleTimer.close();
        }
        Duration left = mayIdle(slot);
        if (left.isZero()) {
            surroundings.release(slot);
        } else {
            slot.idleTimer = loop.after(left, () -> settle(slot));
        }
    }

    /** How long the slot may still be held; zero: no longer. */
    private Duration mayIdle(Slot slot) {
        long now = loop.nanoTime();
        for (Slot.Pause pause : slot.pauses.values()) {
            if (pause.dueNanos - now <= IDLE.toNanos()) {
                return IDLE;
            }
        }
        long left = slot.idleSinceNanos + IDLE.toNanos() - now;
        return left > 0 && waitsForLive(slot) ? Duration.ofNanos(left) : Duration.ZERO;
    }

    private boolean waitsForLive(Slot slot) {
        for (CompiledFlow.Node node : slot.queued.keySet()) {
            if (agents.isLive(node.algorithm())) {
                return true;
            }
        }
        return false;
    }

    /** What a process waits for that is handed back: busy agents, or the earliest of its pauses; null: an agent. */
    Release.@Nullable WaitFor waitFor(Slot slot) {
        for (CompiledFlow.Node node : slot.queued.keySet()) {
            if (agents.isLive(node.algorithm())) {
                return new Release.WaitFor(IDLE, node.algorithm());
            }
        }
        long now = loop.nanoTime();
        return !slot.queued.isEmpty() || slot.pauses.isEmpty()
                ? null
                : new Release.WaitFor(
                        Duration.ofNanos(slot.pauses.values().stream()
                                .mapToLong(pause -> Math.max(0, pause.dueNanos - now))
                                .min()
                                .orElse(0)),
                        null);
    }

    /** Agents have left: processes that wait for the last one of an algorithm need not be held. */
    void agentsGone() {
        all().forEach(this::settle);
    }

    /** A process is being handed back: it may be another's before that is answered, so that nothing more of it is sent. */
    void withdraw(Slot slot) {
        slot.queued.values().forEach(queue::remove);
    }

    /** Lets go of a process: cancels what is in flight of it, and its pins. */
    void drop(Slot slot) {
        if (slot.over) {
            return;
        }
        slot.close();
        slots.remove(slot.claim.id(), slot);
        withdraw(slot);
        slot.queued.clear();
        Map<AgentView, Held> flying = new LinkedHashMap<>();
        for (Flight flight : List.copyOf(slot.flights.values())) {
            flying.put(flight.agent, slot.held());
            land(flight);
        }
        flying.forEach((agent, held) -> loop.ask(agent.agent.cancel(List.of(held)), reply -> {}));
        Map<AgentView, List<ModelPin>> pins = new LinkedHashMap<>();
        slot.pins.forEach(
                pin -> pins.computeIfAbsent(pin.agent(), a -> new ArrayList<>()).add(pin.pin()));
        pins.forEach((agent, all) -> {
            all.forEach(pin -> agent.models.remove(pin.hash()));
            loop.ask(
                    agent.agent.unpin(all),
                    reply -> {}); // why: a pin that stays for want of an answer runs out by itself
        });
        surroundings.slotFreed();
    }
}
