package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.Member;
import io.enginehub.core.role.Pace;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** An agent as the dispatcher sees it. */
final class AgentView {
    final Member member;
    final String algorithm;
    final Agent agent;
    /** Whether it is in this JVM. */
    final boolean local;

    final int capacity;
    /** The events that this dispatcher has sent and that have no outcome yet. */
    final Set<Flight> flights = new LinkedHashSet<>();
    /** The models that it is known to hold. */
    final Set<String> models = new LinkedHashSet<>();

    private final Pace pace = new Pace();
    private final int ahead;

    boolean gone;
    /** How often it has left the registry. */
    int departures;
    /** It has answered after it had left the registry, which erred about it. */
    boolean livesUnregistered;

    long busyUntil;
    long quarantinedUntil;
    int refusals;
    int silentLooks;

    AgentView(Member member, Agent agent, boolean local, long now) {
        this.member = member;
        this.algorithm = member.facts().getOrDefault(Member.ALGORITHM, "");
        this.agent = agent;
        this.local = local;
        this.capacity = Math.max(1, member.number(Member.CAPACITY, 1));
        this.ahead = capacity * Math.min(Pace.MAX_AHEAD, Math.max(0, member.number(Member.AHEAD, 0)));
        this.busyUntil = now; // why: a monotonic clock may be negative, so that 0 may lie ahead
    }

    String name() {
        return member.id().name();
    }

    void leave() {
        gone = true;
        departures++;
    }

    void comeBack() {
        gone = false;
        silentLooks = 0;
    }

    /** It has answered, whatever was asked: while it is not in the registry, that one errs. */
    void answered() {
        silentLooks = 0;
        livesUnregistered |= gone;
    }

    boolean isQuarantined(long now) {
        return refusals > 0 && quarantinedUntil - now > 0;
    }

    boolean isBusy(long now) {
        return busyUntil - now > 0
                || flights.size() >= capacity && flights.size() >= capacity + Math.min(ahead, pace.ahead(capacity, 1));
    }

    /** One of its events was handled in that time. */
    void took(Duration time) {
        pace.took(time);
    }
}
