package io.enginehub.core.sim;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.StepOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What was ever asked of a hub, and by whom: a write that nobody was entitled to ask for is a violation. */
final class Asked {
    private record Step(MemberId owner, Held held, String step) {}

    private record End(MemberId owner, Held held, boolean success) {}

    private record HandBack(MemberId owner, Held held) {}

    private record Handed(String agent, ProcessId process, String step) {}

    private record ClaimNumber(MemberId owner, long number) {}

    private final Set<Object> asked = new HashSet<>();
    private final Map<String, Set<MemberId>> claimants = new HashMap<>();

    void claim(ClaimRequest request) {
        asked.add(new ClaimNumber(request.owner(), request.number()));
        claimants
                .computeIfAbsent(request.owner().name(), name -> new HashSet<>())
                .add(request.owner());
    }

    void record(MemberId owner, StepOutcome outcome) {
        if (outcome.result() != null) {
            asked.add(new Step(owner, outcome.held(), outcome.result().key().step()));
        }
        if (outcome.end() != null) {
            asked.add(new End(owner, outcome.held(), outcome.end().output() != null));
        }
    }

    void release(MemberId owner, Release release) {
        asked.add(new HandBack(owner, release.held()));
    }

    void handle(String agent, EventKey key) {
        asked.add(new Handed(agent, key.process(), key.step()));
    }

    boolean handed(String agent, EventKey key) {
        return asked.contains(new Handed(agent, key.process(), key.step()));
    }

    void cancel(ProcessId id) {
        asked.add("cancel " + id);
    }

    void retry(ProcessId id) {
        asked.add("retry " + id);
    }

    boolean claimed(MemberId owner, long number) {
        return asked.contains(new ClaimNumber(owner, number));
    }

    boolean everClaimed(MemberId owner) {
        return claimants.getOrDefault(owner.name(), Set.of()).contains(owner);
    }

    /** Whether another boot of the same name has claimed. */
    boolean hasSuccessor(MemberId owner) {
        return claimants.getOrDefault(owner.name(), Set.of()).stream().anyMatch(other -> !other.equals(owner));
    }

    boolean recorded(MemberId owner, Held held, String step) {
        return asked.contains(new Step(owner, held, step));
    }

    boolean ended(MemberId owner, Held held, boolean success) {
        return asked.contains(new End(owner, held, success));
    }

    boolean released(MemberId owner, Held held) {
        return asked.contains(new HandBack(owner, held));
    }

    boolean cancelled(ProcessId id) {
        return asked.contains("cancel " + id);
    }

    boolean retried(ProcessId id) {
        return asked.contains("retry " + id);
    }
}
