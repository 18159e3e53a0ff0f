package io.enginehub.core.sim;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.ClaimRequest;
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

    private record ClaimNumber(MemberId owner, long number) {}

    private final Set<Object> asked = new HashSet<>();
    private final Map<ClaimNumber, Set<String>> claims = new HashMap<>();
    private final Set<MemberId> claimants = new HashSet<>();
    private final Set<MemberId> superseded = new HashSet<>();

    /** A claim; says whether it is asked for the first time. */
    boolean claim(ClaimRequest request) {
        claimants.add(request.owner());
        if (request.supersedes() != null) {
            superseded.add(request.supersedes());
        }
        ClaimNumber number = new ClaimNumber(request.owner(), request.number());
        boolean first = !claims.containsKey(number);
        claims.computeIfAbsent(number, none -> new HashSet<>(request.live())).retainAll(request.live());
        return first;
    }

    /** The algorithms that a claim surely knew to be live: it may have been asked for several times. */
    Set<String> live(MemberId owner, long number) {
        return claims.getOrDefault(new ClaimNumber(owner, number), Set.of());
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

    void cancel(ProcessId id) {
        asked.add("cancel " + id);
    }

    void retry(ProcessId id) {
        asked.add("retry " + id);
    }

    boolean claimed(MemberId owner, long number) {
        return claims.containsKey(new ClaimNumber(owner, number));
    }

    boolean everClaimed(MemberId owner) {
        return claimants.contains(owner);
    }

    /** Whether a later boot of the same name has asked to take its place. */
    boolean wasSuperseded(MemberId owner) {
        return superseded.contains(owner);
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

    void undeploy(String flowKey) {
        asked.add("undeploy " + flowKey);
    }

    boolean undeployed(String flowKey) {
        return asked.contains("undeploy " + flowKey);
    }

    boolean retried(ProcessId id) {
        return asked.contains("retry " + id);
    }
}
