package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.WaitingQueue;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hubs that a dispatcher knows. Any of them does; it stays with one until that does not answer. */
final class Hubs {
    private final Transport transport;
    private final Map<URI, WaitingQueue> queues = new LinkedHashMap<>();
    private int turn;

    Hubs(Transport transport) {
        this.transport = transport;
    }

    /** Takes a new picture over; says whether it differs. */
    boolean update(List<Member> members) {
        List<URI> addresses = members.stream()
                .filter(member -> member.role() == Member.Role.HUB)
                .map(Member::address)
                .distinct()
                .sorted()
                .toList();
        boolean changed = !addresses.equals(List.copyOf(queues.keySet()));
        if (changed && !addresses.isEmpty()) { // why: without any hub the last known ones are the best guess
            queues.keySet().retainAll(addresses);
            addresses.forEach(address -> queues.computeIfAbsent(address, transport::waitingQueue));
        }
        return changed;
    }

    /** The hub to ask now. */
    Optional<WaitingQueue> current() {
        return address().map(queues::get);
    }

    /** Whether that one is in this JVM. */
    boolean isLocal() {
        return address().map(transport::isLocal).orElse(false);
    }

    private Optional<URI> address() {
        return queues.isEmpty()
                ? Optional.empty()
                : Optional.of(List.copyOf(queues.keySet()).get(Math.floorMod(turn, queues.size())));
    }

    /** The current one does not answer: the next one's turn. */
    void next() {
        turn++;
    }

    List<WaitingQueue> all() {
        return List.copyOf(queues.values());
    }
}
