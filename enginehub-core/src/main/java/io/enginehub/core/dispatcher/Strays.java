package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.Held;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Processes that a hub takes for a dispatcher's and that are in none of its slots: what a claim gave whose answer was lost.
 * They would stay so for ever, and are handed back.
 */
final class Strays {
    /** What was unknown in the last renewal. */
    private Set<Held> before = Set.of();
    /** What was handed back since a claim was answered last. */
    private final Set<Held> handedBack = new LinkedHashSet<>();
    /** What is handed back and no hub has yet. */
    private final Set<Held> onTheirWay = new LinkedHashSet<>();

    /**
     * A renewal was answered. Gives what is to be handed back.
     *
     * @param unknown what it named that is in no slot
     * @param expecting whether the answer to a claim may be on its way, and bring them: then only those of the renewal before
     */
    List<Held> seen(Set<Held> unknown, boolean expecting) {
        List<Held> back = unknown.stream()
                .filter(held -> !expecting || before.contains(held))
                .toList();
        handedBack.addAll(back);
        onTheirWay.addAll(back);
        before = unknown;
        return back;
    }

    /** Whether this was handed back, though an answer brings it now that was not expected any more. */
    boolean isHandedBack(Held held) {
        return handedBack.contains(held);
    }

    /** A claim was answered with processes, which happens once: no later answer brings what was handed back. */
    void claimed() {
        handedBack.clear();
    }

    /** A hub has these; says whether some of them had been on their way. */
    boolean arrived(Collection<Held> released) {
        return onTheirWay.removeAll(released);
    }

    /** How many are still held, since no hub has them yet. */
    int size() {
        return onTheirWay.size();
    }

    /** Another incarnation: nothing is held. */
    void restart() {
        before = Set.of();
        handedBack.clear();
        onTheirWay.clear();
    }
}
