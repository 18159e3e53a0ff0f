package io.enginehub.core.rules;

import io.enginehub.api.ProcessStatus;
import java.util.Map;
import java.util.Set;

/** The one table of legal moves of a process. */
public final class StatusMoves {
    private static final Set<ProcessStatus> AGAIN = Set.of(ProcessStatus.PENDING);
    private static final Map<ProcessStatus, Set<ProcessStatus>> MOVES = Map.of(
            ProcessStatus.PENDING,
            Set.of(ProcessStatus.RUNNING, ProcessStatus.CANCELLED, ProcessStatus.TIMED_OUT),
            ProcessStatus.RUNNING,
            Set.of(
                    ProcessStatus.PENDING,
                    ProcessStatus.FINISHED,
                    ProcessStatus.FAILED,
                    ProcessStatus.CANCELLED,
                    ProcessStatus.TIMED_OUT),
            ProcessStatus.FINISHED,
            Set.of(),
            ProcessStatus.FAILED,
            AGAIN,
            ProcessStatus.CANCELLED,
            AGAIN,
            ProcessStatus.TIMED_OUT,
            AGAIN);

    private StatusMoves() {}

    /** Where a process may go from a status. */
    public static Set<ProcessStatus> from(ProcessStatus status) {
        return MOVES.getOrDefault(status, Set.of());
    }

    static void check(ProcessStatus from, ProcessStatus to) {
        if (from != to && !from(from).contains(to)) {
            throw new IllegalStateException("a process never goes from " + from + " to " + to);
        }
    }
}
