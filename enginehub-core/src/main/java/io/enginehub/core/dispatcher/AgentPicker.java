package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Transport;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The agents by algorithm, and which of them gets the next event: one that holds the model, then the least loaded. */
final class AgentPicker {
    private static final Duration FIRST_QUARANTINE = Duration.ofMillis(100);
    private static final int MAX_DOUBLINGS = 6;
    static final Duration BUSY = Duration.ofMillis(50);

    private final RoleLoop loop;
    private final Transport transport;
    private final Map<MemberId, AgentView> agents = new LinkedHashMap<>();
    /** Those that have left the registry while they held something. */
    private final Map<MemberId, AgentView> left = new LinkedHashMap<>();

    private final Map<String, List<AgentView>> byAlgorithm = new LinkedHashMap<>();
    private Set<String> drained = Set.of();

    AgentPicker(RoleLoop loop, Transport transport) {
        this.loop = loop;
        this.transport = transport;
    }

    /** Takes a new picture over; gives the agents that are gone. */
    List<AgentView> update(List<Member> members) {
        Map<MemberId, Member> present = new LinkedHashMap<>();
        for (Member member : members) {
            if (member.role() == Member.Role.AGENT && member.facts().containsKey(Member.ALGORITHM)) {
                present.put(member.id(), member);
            }
        }
        left.values().removeIf(view -> view.flights.isEmpty());
        List<AgentView> gone = new ArrayList<>();
        for (AgentView view : List.copyOf(agents.values())) {
            if (!present.containsKey(view.member.id())) {
                view.leave();
                agents.remove(view.member.id());
                left.put(view.member.id(), view);
                byAlgorithm.getOrDefault(view.algorithm, new ArrayList<>()).remove(view);
                gone.add(view);
            }
        }
        present.forEach((id, member) -> {
            if (!agents.containsKey(id)) {
                AgentView view = view(member);
                agents.put(id, view);
                byAlgorithm
                        .computeIfAbsent(view.algorithm, name -> new ArrayList<>())
                        .add(view);
            }
        });
        return gone;
    }

    /** What is known of an agent stays known when the registry shows it again. */
    private AgentView view(Member member) {
        AgentView view = left.remove(member.id());
        if (view != null && view.member.equals(member)) {
            view.comeBack();
            return view;
        }
        return new AgentView(member, transport.agent(member), transport.isLocal(member.address()), loop.nanoTime());
    }

    /** Agents of these names get nothing new. Gives those that are there. */
    List<AgentView> drain(Set<String> names) {
        drained = names;
        return all().stream().filter(this::isDrained).toList();
    }

    private boolean isDrained(AgentView view) {
        return drained.contains(view.name());
    }

    private boolean answers(AgentView view, long now) {
        return !view.isQuarantined(now) && !isDrained(view);
    }

    /** The algorithms that have an agent which answers. */
    Set<String> live() {
        long now = loop.nanoTime();
        Set<String> live = new LinkedHashSet<>();
        byAlgorithm.forEach((algorithm, views) -> {
            if (views.stream().anyMatch(view -> answers(view, now))) {
                live.add(algorithm);
            }
        });
        return live;
    }

    boolean isLive(String algorithm) {
        long now = loop.nanoTime();
        return of(algorithm).stream().anyMatch(view -> answers(view, now));
    }

    List<AgentView> of(String algorithm) {
        return byAlgorithm.getOrDefault(algorithm, List.of());
    }

    /**
     * The agent for an event.
     *
     * @param alone only one that holds nothing of ours
     */
    Optional<AgentView> pick(String algorithm, String model, boolean alone) {
        long now = loop.nanoTime();
        AgentView best = null;
        for (AgentView view : of(algorithm)) {
            boolean fits = answers(view, now) && !view.isBusy(now) && (!alone || view.flights.isEmpty());
            if (fits && (best == null || isBetter(view, best, model))) {
                best = view;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isBetter(AgentView view, AgentView best, String model) {
        boolean warm = view.models.contains(model);
        boolean bestWarm = best.models.contains(model);
        // why: compared as fractions of the capacity, without division
        long load = (long) view.flights.size() * best.capacity;
        long bestLoad = (long) best.flights.size() * view.capacity;
        return warm != bestWarm ? warm : load < bestLoad;
    }

    /** The agent certainly did not take a call: others are asked first for a while. Gives how long. */
    Duration quarantine(AgentView view) {
        Duration pause = loop.jittered(FIRST_QUARANTINE.multipliedBy(1L << Math.min(view.refusals, MAX_DOUBLINGS)));
        view.refusals++;
        view.quarantinedUntil = loop.nanoTime() + pause.toNanos();
        return pause;
    }

    /** The agent answered. */
    void answered(AgentView view) {
        view.refusals = 0;
    }

    void busy(AgentView view) {
        view.busyUntil = loop.nanoTime() + BUSY.toNanos();
    }

    /** Whether an agent that had left the registry is shown there again. */
    boolean isBack(AgentView view) {
        return agents.containsKey(view.member.id());
    }

    /**
     * Whether a later boot of an agent is there, so that what this one held is lost. One from before it may still be shown,
     * which says nothing of this one.
     */
    boolean isReplaced(AgentView view) {
        MemberId left = view.member.id();
        return !isBack(view)
                && agents.keySet().stream()
                        .anyMatch(id -> id.name().equals(left.name())
                                && id.incarnation().compareTo(left.incarnation()) > 0);
    }

    List<AgentView> all() {
        return List.copyOf(agents.values());
    }
}
