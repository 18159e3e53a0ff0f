package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.Registration;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ProcessDecider;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process in a slot, with what is under way of it. */
final class Slot {
    /** A step that is tried again, or that waits for an agent. */
    static final class Pause {
        final long dueNanos;
        final Registration timer;

        Pause(long dueNanos, Registration timer) {
            this.dueNanos = dueNanos;
            this.timer = timer;
        }
    }

    record Pin(AgentView agent, ModelPin pin) {}

    final Claim claim;
    final CompiledFlow flow;
    final ProcessDecider decider;
    /** Who holds the pins of a deployed flow's models. */
    final String flowOwner;

    final Map<CompiledFlow.Node, Flight> flights = new LinkedHashMap<>();
    final Map<CompiledFlow.Node, StepQueue.Waiting> queued = new LinkedHashMap<>();
    final Map<CompiledFlow.Node, Pause> pauses = new LinkedHashMap<>();
    /** Where an agent was found, at a takeover, that holds the step. */
    final Map<String, AgentView> holders = new LinkedHashMap<>();

    final Set<Pin> pins = new LinkedHashSet<>();
    int recording;
    boolean endProposed;
    boolean releasing;
    /** Whether one of its steps has logged something, as far as is known here. */
    boolean logged;

    boolean over;
    long idleSinceNanos;

    @Nullable
    Registration idleTimer;

    Slot(Claim claim, CompiledFlow flow, ProcessDecider decider) {
        this.claim = claim;
        this.flow = flow;
        this.decider = decider;
        this.flowOwner = "flow/" + claim.version();
    }

    Held held() {
        return claim.held();
    }

    /** Whether none of its steps can have logged anything: nobody else has had it. */
    boolean isSilent() {
        return !logged && claim.run() == 1 && held().epoch() == 1;
    }

    /** The event of that key, if it is in flight. */
    Optional<Flight> flight(EventKey key) {
        return flow.node(key.step())
                .map(flights::get)
                .filter(flight -> flight.event.key().equals(key));
    }

    /** Whether nothing of it is with an agent or a hub. */
    boolean isIdle() {
        return flights.isEmpty() && recording == 0;
    }

    /** Something is in flight again: the next standstill counts anew. */
    void moved() {
        if (idleTimer != null) {
            idleTimer.close();
            idleTimer = null;
        }
    }

    /** Ends its timers. */
    void close() {
        over = true;
        pauses.values().forEach(pause -> pause.timer.close());
        pauses.clear();
        moved();
    }
}
