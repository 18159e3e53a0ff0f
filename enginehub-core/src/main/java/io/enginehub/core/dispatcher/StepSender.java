package io.enginehub.core.dispatcher;

import io.enginehub.api.Failure;
import io.enginehub.api.PayloadException;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ProcessDecider;
import io.enginehub.core.role.AtTurnEnd;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends steps that are ready to agents, those of the oldest process first, and takes those back that come to nothing: an
 * agent was busy, was gone, or the lease was not sure.
 */
final class StepSender implements EventOutbox.Landing {
    /** How long steps are sent before others have their turn on the loop. */
    private static final Duration TURN = Duration.ofMillis(20);

    /** What is told of steps. */
    interface Told {
        /** A step cannot be given its input. */
        void failed(Slot slot, CompiledFlow.Node node, Failure failure);

        /** All steps of a process that are ready have had their chance to be sent. */
        void tried(Slot slot);

        /** An agent has answered an event with its result. */
        void result(ResultEvent result);
    }

    private final RoleLoop loop;
    private final AgentPicker agents;
    private final Slots.Surroundings surroundings;
    private final Told told;
    private final EventOutbox outbox;
    private final StepQueue queue = new StepQueue();
    private Set<Slot> trying = new LinkedHashSet<>();
    private final AtTurnEnd pump;
    private MemberId owner;

    StepSender(RoleLoop loop, AgentPicker agents, MemberId owner, Slots.Surroundings surroundings, Told told) {
        this.loop = loop;
        this.agents = agents;
        this.owner = owner;
        this.surroundings = surroundings;
        this.told = told;
        this.outbox = new EventOutbox(loop, this);
        this.pump = new AtTurnEnd(loop, this::pump);
    }

    /** Sends by another name from now on. */
    void restart(MemberId incarnation) {
        owner = incarnation;
    }

    /** Sends what waits, if there is an agent for it now. */
    void wake() {
        pump.ask();
    }

    // ── what waits ──

    /** Sends a step when it is its turn, and there is an agent for it. */
    void send(Slot slot, CompiledFlow.Node node, @Nullable Duration delay) {
        if (delay == null || delay.isZero()) {
            enqueue(slot, node);
        } else {
            pause(slot, node, delay);
        }
    }

    /** Tells when the steps of a slot that wait for an agent have had their chance. */
    void tellWhenTried(Slot slot) {
        if (slot.queued.isEmpty()) {
            told.tried(slot);
        } else {
            trying.add(slot);
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
            tellWhenTried(slot);
        });
        slot.pauses.put(node, new Slot.Pause(due, timer));
    }

    /** A step is not to be sent any more. */
    void unqueue(Slot slot, CompiledFlow.Node node) {
        StepQueue.Waiting waiting = slot.queued.remove(node);
        if (waiting != null) {
            queue.remove(waiting);
        }
        Slot.Pause pause = slot.pauses.remove(node);
        if (pause != null) {
            pause.timer.close();
        }
    }

    /** Nothing of a process is to be sent any more. */
    void withdraw(Slot slot) {
        slot.queued.values().forEach(queue::remove);
    }

    private void pump() {
        if (surroundings.maySend()) { // why: else a renewal that is answered pumps again
            launchAll();
        }
        Set<Slot> tried = trying;
        trying = new LinkedHashSet<>();
        tried.forEach(told::tried);
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
            told.failed(step.slot, step.node, new Failure(kind, step.node.key(), String.valueOf(e.getMessage())));
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
    public void result(ResultEvent result) {
        told.result(result);
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
        tellWhenTried(flight.slot);
    }

    /** The flight is over, however it ended. */
    void land(Flight flight) {
        flight.over = true;
        flight.slot.flights.remove(flight.node, flight);
        flight.agent.flights.remove(flight);
        pump.ask();
    }
}
