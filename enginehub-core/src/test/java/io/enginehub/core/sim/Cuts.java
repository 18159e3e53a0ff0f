package io.enginehub.core.sim;

import java.util.HashMap;
import java.util.Map;

/** Which hosts do not reach which others now: each direction by itself. */
final class Cuts {
    private record Way(String from, String to) {}

    private final SimulatedTime time;
    private final Map<Way, Long> until = new HashMap<>();

    Cuts(SimulatedTime time) {
        this.time = time;
    }

    void cut(String from, String to, long nanos) {
        until.merge(new Way(from, to), time.now() + nanos, Math::max);
    }

    boolean isCut(String from, String to) {
        return !until.isEmpty() && until.getOrDefault(new Way(from, to), 0L) > time.now();
    }

    void heal() {
        until.clear();
    }
}
