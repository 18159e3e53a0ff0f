package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.core.role.CallBatcher;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends events to agents: many in one call, and each agent's models ahead of them where it lacks them. */
final class EventOutbox {
    /** How long a model stays pinned for an event without another one. */
    private static final Duration KEEP = Duration.ofSeconds(10);

    /** What became of a flight. */
    interface Landing {
        /** The agent holds it. */
        void accepted(Flight flight);

        /** It certainly was not taken: another agent, or this one later. */
        void refused(Flight flight, boolean busy);

        /** Whether events may be sent: the lease surely holds. */
        boolean maySend();

        /** It was not sent, since the lease may be over. */
        void withheld(Flight flight);

        /** The agent has handled an event already. */
        void result(ResultEvent result);

        /** Nobody knows: the agent's status will tell. */
        void uncertain(Flight flight);
    }

    private final RoleLoop loop;
    private final Landing landing;
    /** Those of agents that a call is under way to, or about to be. */
    private final Map<AgentView, CallBatcher<Flight>> busy = new LinkedHashMap<>();

    EventOutbox(RoleLoop loop, Landing landing) {
        this.loop = loop;
        this.landing = landing;
    }

    void send(Flight flight) {
        busy.computeIfAbsent(flight.agent, this::batcher).add(flight);
    }

    private CallBatcher<Flight> batcher(AgentView agent) {
        return new CallBatcher<>(loop, () -> agent.local, (flights, answered) -> send(agent, flights, answered));
    }

    private void send(AgentView agent, List<Flight> flights, Runnable answered) {
        List<Flight> warm = new ArrayList<>(flights.size());
        List<Flight> cold = new ArrayList<>();
        for (Flight flight : flights) {
            if (!flight.over) {
                (isWarm(flight) ? warm : cold).add(flight);
            }
        }
        int[] open = {2};
        Runnable oneAnswered = () -> {
            if (--open[0] == 0) {
                answered.run();
                busy.computeIfPresent(agent, (any, batcher) -> batcher.isIdle() ? null : batcher);
            }
        };
        handle(agent, warm, oneAnswered);
        load(agent, cold, oneAnswered);
    }

    /** Whether the agent holds the model, as far as is known; a deployment's models are taken to be everywhere. */
    private boolean isWarm(Flight flight) {
        return flight.agent.models.contains(flight.event.model().hash())
                || flight.slot.claim.version().version() > 0
                        && flight.node.modelHash().isPresent()
                        && !flight.modelSent;
    }

    private void load(AgentView agent, List<Flight> flights, Runnable answered) {
        if (flights.isEmpty()) {
            answered.run();
            return;
        }
        Map<String, ModelLoad> loads = new LinkedHashMap<>();
        for (Flight flight : flights) {
            flight.modelSent = true;
            loads.put(
                    flight.event.model().hash() + flight.event.model().owner(),
                    new ModelLoad(flight.event.model(), KEEP, flight.model));
        }
        loop.ask(agent.agent.load(List.copyOf(loads.values())), reply -> {
            if (reply instanceof Reply.Refused<Boolean>) {
                flights.forEach(flight -> landing.refused(flight, false));
                answered.run();
            } else {
                // why: where the load was lost, the agent says UNKNOWN_MODEL, and it is sent again
                handle(agent, flights, answered);
            }
        });
    }

    private void handle(AgentView agent, List<Flight> flights, Runnable answered) {
        List<Flight> batch = new ArrayList<>(flights.size());
        List<InputEvent> events = new ArrayList<>(flights.size());
        for (Flight flight : flights) {
            if (!flight.over) { // why: it may have come to nothing while its model was loaded
                batch.add(flight);
                events.add(flight.event);
            }
        }
        if (batch.isEmpty()) {
            answered.run();
            return;
        }
        if (!landing.maySend()) { // why: the lease may have ended while the model was on its way
            answered.run();
            batch.forEach(landing::withheld);
            return;
        }
        batch.forEach(flight -> flight.sent = true);
        loop.ask(agent.agent.handle(events), reply -> {
            answered.run();
            if (reply instanceof Reply.Ok<Handed> ok && ok.value().answers().size() == batch.size()) {
                for (int i = 0; i < batch.size(); i++) {
                    answered(batch.get(i), ok.value().answers().get(i));
                }
                ok.value().results().forEach(landing::result);
            } else if (reply instanceof Reply.Refused<Handed>) {
                batch.forEach(flight -> landing.refused(flight, false));
            } else {
                batch.forEach(landing::uncertain);
            }
        });
    }

    private void answered(Flight flight, Accepted answer) {
        if (flight.over) {
            return;
        }
        switch (answer) {
            case ACCEPTED -> {
                flight.agent.models.add(flight.event.model().hash());
                landing.accepted(flight);
            }
            case BUSY -> landing.refused(flight, true);
            case UNKNOWN_MODEL -> {
                flight.agent.models.remove(flight.event.model().hash());
                flight.modelSent = true;
                send(flight);
            }
        }
    }
}
