package io.enginehub.core.dispatcher;

import io.enginehub.api.Failure;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.ProcessEnd;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ProcessDecider;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The processes in their slots: each of them goes on until it has ended, is handed back, or is another's. */
final class Slots implements StepSender.Told, Outcomes.Next {
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
    private final Surroundings surroundings;
    private final StepSender sender;
    private final Outcomes outcomes;
    private final Standstill standstill;
    private final Map<ProcessId, Slot> slots = new LinkedHashMap<>();

    Slots(RoleLoop loop, AgentPicker agents, OutcomeRecorder recorder, MemberId owner, Surroundings surroundings) {
        this.loop = loop;
        this.surroundings = surroundings;
        this.sender = new StepSender(loop, agents, owner, surroundings, this);
        this.outcomes = new Outcomes(loop, recorder, this);
        this.standstill = new Standstill(loop, agents);
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
        sender.restart(incarnation);
    }

    void start(Slot slot) {
        slots.put(slot.claim.id(), slot);
        advance(slot);
    }

    /** Sends what waits, if there is an agent for it now. */
    void wake() {
        sender.wake();
    }

    // ── forward ──

    @Override
    public void advance(Slot slot) {
        for (ProcessDecider.Ready ready : slot.decider.takeReady()) {
            sender.send(slot, ready.node(), ready.delay());
        }
        sender.tellWhenTried(slot);
    }

    @Override
    public void again(Slot slot, CompiledFlow.Node node, @Nullable Duration delay) {
        sender.send(slot, node, delay);
    }

    @Override
    public void failed(Slot slot, CompiledFlow.Node node, Failure failure) {
        outcomes.failed(slot, node, "", failure);
    }

    /** The flight came to nothing, and nothing was lost by it. */
    void resend(Flight flight) {
        sender.resend(flight);
    }

    /** The agent was lost with the event. */
    void lost(Flight flight) {
        sender.land(flight);
        String agent = flight.agent.name();
        Failure failure = new Failure(Failure.Kind.AGENT_LOST, flight.node.key(), "Agent '" + agent + "' was lost.");
        outcomes.failed(flight.slot, flight.node, agent, failure);
    }

    /** A result has come. */
    @Override
    public void result(ResultEvent result) {
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
            sender.land(flight);
        }
        sender.unqueue(slot, node);
        if (result.output() != null) {
            outcomes.succeeded(slot, node, result, result.output());
        } else {
            outcomes.failed(slot, node, result);
        }
    }

    // ── the end, and hand-back ──

    /** Looks what is to be done with a process of which nothing is in flight. */
    @Override
    public void tried(Slot slot) {
        if (slot.over || slot.releasing || !slot.isIdle()) {
            return;
        }
        Optional<ProcessEnd> end = slot.decider.end();
        if (end.isPresent() && !slot.endProposed) {
            outcomes.ended(slot, end.get());
            return;
        }
        if (slot.idleTimer == null) {
            slot.idleSinceNanos = loop.nanoTime();
        } else {
            slot.idleTimer.close();
        }
        Duration left = standstill.left(slot);
        if (left.isZero()) {
            surroundings.release(slot);
        } else {
            slot.idleTimer = loop.after(left, () -> tried(slot));
        }
    }

    /** What a process waits for that is handed back; null: an agent. */
    Release.@Nullable WaitFor waitFor(Slot slot) {
        return standstill.waitFor(slot);
    }

    /** Agents have left: processes that wait for the last one of an algorithm need not be held. */
    void agentsGone() {
        all().forEach(this::tried);
    }

    /** A process is being handed back: it may be another's before that is answered, so that nothing more of it is sent. */
    void withdraw(Slot slot) {
        sender.withdraw(slot);
    }

    @Override
    public void release(Slot slot) {
        surroundings.release(slot);
    }

    /** Lets go of a process: cancels what is in flight of it, and its pins. */
    @Override
    public void drop(Slot slot) {
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
            sender.land(flight);
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
