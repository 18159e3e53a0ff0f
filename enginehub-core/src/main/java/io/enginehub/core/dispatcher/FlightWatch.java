package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.Transport;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Asks agents, once a second while events are older than that, what they hold. An event that an agent should hold and
 * does not is sent again; those of an agent that is gone are lost.
 */
final class FlightWatch {
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** So many looks in vain at an agent that the registry still shows, and its events go elsewhere. */
    private static final int MAX_SILENT_LOOKS = 5;
    /** The same for one that has left the registry: a message that was lost must not make its events so. */
    private static final int MAX_SILENT_LOOKS_WHEN_GONE = 3;

    private final RoleLoop loop;
    private final AgentPicker agents;
    private final Slots slots;
    private boolean armed;

    FlightWatch(RoleLoop loop, AgentPicker agents, Slots slots) {
        this.loop = loop;
        this.agents = agents;
        this.slots = slots;
    }

    /** There are events in flight. */
    void arm() {
        if (!armed) {
            armed = true;
            loop.after(EVERY, this::look);
        }
    }

    private void look() {
        armed = false;
        long before = loop.nanoTime() - EVERY.toNanos();
        for (AgentView agent : agents.all()) {
            List<Flight> old = agent.flights.stream()
                    .filter(flight -> flight.accepted && flight.sinceNanos - before <= 0)
                    .toList();
            if (!old.isEmpty()) {
                loop.ask(agent.agent.status(), reply -> told(agent, old, reply));
            }
        }
        if (slots.size() > 0) {
            arm();
        }
    }

    private void told(AgentView agent, List<Flight> asked, Reply<AgentStatus> reply) {
        if (reply instanceof Reply.Ok<AgentStatus> ok) {
            agent.answered();
            Set<EventKey> held = new LinkedHashSet<>(ok.value().held());
            List<Flight> missing = asked.stream()
                    .filter(flight -> !flight.over && !held.contains(flight.event.key()))
                    .toList();
            if (!missing.isEmpty()) {
                agent.took(EVERY); // why: it may have let go of what stood in line too long
            }
            missing.forEach(slots::resend);
        } else if (isOtherBoot(reply)) {
            agents.quarantine(agent); // why: the registry will show soon that it is gone
            asked.stream().filter(flight -> !flight.over).forEach(slots::lost);
        } else if (++agent.silentLooks >= MAX_SILENT_LOOKS) {
            agent.silentLooks = 0;
            agents.quarantine(agent);
            asked.stream().filter(flight -> !flight.over).forEach(slots::resend);
        }
    }

    /** The agent was started anew: what it held is lost, whether the registry knows or not. */
    private static boolean isOtherBoot(Reply<AgentStatus> reply) {
        return reply instanceof Reply.Refused<AgentStatus> refused
                && refused.code().equals(Transport.OTHER_BOOT);
    }

    /**
     * An agent has left the registry. While it answers, it is not lost: registries err. What it held is lost when another
     * boot of it is there that does not hold it, or when it is silent again and again from the start.
     */
    void gone(AgentView agent) {
        gone(agent, agent.departures);
    }

    private void gone(AgentView agent, int departure) {
        if (isOver(agent, departure)) {
            return;
        }
        unsentElsewhere(agent); // why: the agent went before it got these, which cannot have killed it
        List<Flight> flights = List.copyOf(agent.flights);
        if (flights.isEmpty()) {
            return;
        }
        CompletionStage<Reply<AgentStatus>> status = agent.agent.status();
        loop.ask(status, late -> {
            if (late instanceof Reply.Ok<AgentStatus>) {
                agent.answered();
            }
        });
        loop.ask(status, EVERY, reply -> {
            if (isOver(agent, departure)) {
                return;
            }
            if (reply instanceof Reply.Ok<AgentStatus> ok) {
                agent.answered();
                Set<EventKey> held = new LinkedHashSet<>(ok.value().held());
                boolean replaced = agents.isReplaced(agent);
                flights.stream()
                        .filter(flight -> !flight.over && !held.contains(flight.event.key()))
                        .forEach(replaced ? slots::lost : slots::resend);
            } else if (isOtherBoot(reply)) {
                flights.stream().filter(flight -> !flight.over).forEach(slots::lost);
            } else if (++agent.silentLooks >= MAX_SILENT_LOOKS_WHEN_GONE) {
                long silent = loop.nanoTime();
                loop.after(EVERY, () -> silent(agent, departure, flights, silent));
                return;
            }
            goneLater(agent, departure);
        });
    }

    /** It has come back since, and is looked at like any other, or has left once more, and is looked at for that. */
    private static boolean isOver(AgentView agent, int departure) {
        return !agent.gone || agent.departures != departure;
    }

    /** What an agent was to get and has not got goes elsewhere. */
    void unsentElsewhere(AgentView agent) {
        List.copyOf(agent.flights).stream().filter(flight -> !flight.sent).forEach(slots::resend);
    }

    private void goneLater(AgentView agent, int departure) {
        if (!agent.flights.isEmpty()) {
            loop.after(EVERY, () -> gone(agent, departure));
        }
    }

    /** An agent has been silent for long enough, unless it was this host that stood still: then answers may wait for us. */
    private void silent(AgentView agent, int departure, List<Flight> flights, long since) {
        if (isOver(agent, departure)) {
            return;
        }
        boolean stood = loop.nanoTime() - since > 2 * EVERY.toNanos();
        boolean erred = stood || agent.livesUnregistered || agents.isBack(agent);
        flights.stream().filter(flight -> !flight.over).forEach(erred ? slots::resend : slots::lost);
        goneLater(agent, departure);
    }
}
