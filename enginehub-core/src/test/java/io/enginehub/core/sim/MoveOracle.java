package io.enginehub.core.sim;

import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.SessionRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The moves of processes: each one legal, and asked for by somebody who was entitled to at that moment. */
final class MoveOracle {
    private static final int LOSSES_TO_POISON = 4;

    private final Oracle oracle;
    private final int slots;
    private final Map<MemberId, Integer> running = new LinkedHashMap<>();

    MoveOracle(Oracle oracle, int slots) {
        this.oracle = oracle;
        this.slots = slots;
    }

    /** Something of a step is written: its owner must have asked for it, at the present epoch. */
    void entitled(Seen seen, String step) {
        ProcessRow row = seen.row;
        MemberId owner = row.owner();
        oracle.check(
                owner != null && oracle.asked.recorded(owner, new Held(row.id(), row.epoch()), step),
                () -> "an outcome of " + step + " of " + row.id() + " was accepted from an old epoch or a non-owner");
    }

    void moved(Seen seen, ProcessRow after, Instant now) {
        ProcessRow before = seen.row;
        String move = after.id() + ": " + before.status() + " " + before.epoch() + " > " + after.status() + " "
                + after.epoch();
        oracle.check(after.epoch() >= before.epoch(), () -> "the epoch shrank, " + move);
        count(before.owner(), -1);
        seen.become(after, oracle.now());
        count(after.owner(), 1);
        oracle.coverage.count(after.status());
        if (after.run() != before.run()) {
            boolean asked = oracle.asked.retried(after.id()) && after.epoch() > before.epoch();
            oracle.check(asked && isAfterRetry(after, now), () -> "nobody asked for a retry, " + move);
        } else if (before.status().isTerminal()) {
            oracle.violation("a terminal status was left (P2), " + move);
        } else if (!isLegal(before, after, now)) {
            oracle.violation("nobody was entitled to this move, " + move);
        }
        if (after.status().isTerminal()) {
            ended(seen, after);
        }
    }

    /** Where a retry leads to; one batch may hold the retry and what came next. */
    private boolean isAfterRetry(ProcessRow after, Instant now) {
        return switch (after.status()) {
            case PENDING -> true;
            case RUNNING -> isClaimed(after, now);
            case CANCELLED -> oracle.asked.cancelled(after.id());
            case FINISHED, FAILED, TIMED_OUT -> false;
        };
    }

    private void count(@Nullable MemberId owner, int change) {
        if (owner != null) {
            int many = running.merge(owner, change, Integer::sum);
            oracle.check(many <= slots, () -> "more processes than slots: " + owner);
            if (many == 0) {
                running.remove(owner);
            }
        }
    }

    /** Who owns processes. */
    Set<MemberId> owners() {
        return running.keySet();
    }

    private boolean isLegal(ProcessRow before, ProcessRow after, Instant now) {
        long raised = after.epoch() - before.epoch();
        return switch (after.status()) {
            case PENDING ->
                before.status() == ProcessStatus.RUNNING
                        ? raised == 0 ? isHandedBack(before) : raised == 1 && !oracle.sessions.isHeld(before.owner())
                        : raised == 0
                                && before.waiting() != null
                                && !before.waiting().until().isAfter(now);
            case RUNNING -> raised == 1 && before.isRunnable() && isClaimed(after, now);
            case FINISHED, FAILED ->
                raised == 0
                        && before.status() == ProcessStatus.RUNNING
                        && oracle.asked.ended(before.owner(), held(before), after.status() == ProcessStatus.FINISHED);
            case CANCELLED -> raised >= 1 && oracle.asked.cancelled(after.id());
            case TIMED_OUT ->
                raised >= 1
                        && after.head().deadline() != null
                        && !after.head().deadline().isAfter(now);
        };
    }

    private static Held held(ProcessRow row) {
        return new Held(row.id(), row.epoch());
    }

    private boolean isHandedBack(ProcessRow before) {
        return oracle.asked.released(before.owner(), held(before));
    }

    private boolean isClaimed(ProcessRow after, Instant now) {
        SessionRow session = oracle.sessions.find(after.owner());
        return oracle.asked.claimed(after.owner(), after.hold().claimNumber())
                && oracle.sessions.isHeld(after.owner())
                && session.expires().isAfter(now);
    }

    private void ended(Seen seen, ProcessRow row) {
        Failure failure = row.failure();
        if (row.status() == ProcessStatus.FINISHED) {
            boolean all = seen.flow.nodes().stream().allMatch(node -> seen.steps.containsKey(node.key()));
            oracle.check(all, () -> "process " + row.id() + " FINISHED without all of its steps");
            Payload output = seen.others.get(ProcessHistory.OUTPUT);
            Set<Payload> ends = Set.copyOf(seen.steps.values());
            oracle.check(ends.contains(output), () -> "process " + row.id() + " gave what is no recorded result");
        } else if (row.status() == ProcessStatus.FAILED && failure != null) {
            oracle.coverage.count(failure.kind());
            oracle.check(isFailed(seen, failure), () -> "process " + row.id() + " FAILED too early (P4): " + failure);
        }
    }

    private static boolean isFailed(Seen seen, Failure failure) {
        String step = failure.processor();
        return switch (failure.kind()) {
            case ALGORITHM, TIMEOUT ->
                seen.attempts(step, false)
                        >= seen.flow
                                .node(step)
                                .orElseThrow()
                                .processor()
                                .retry()
                                .maxAttempts();
            case POISON -> seen.attempts(step, true) >= LOSSES_TO_POISON;
            case MODEL -> seen.attempts(step, false) > 0;
            case INPUT -> SampleFlows.isBadInput(seen.flow.flow());
            case AGENT_LOST, TOO_LARGE, ENGINE -> false;
        };
    }
}
