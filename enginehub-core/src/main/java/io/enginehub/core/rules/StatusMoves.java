package io.enginehub.core.rules;

import io.enginehub.api.ProcessStatus;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The one table of legal moves of a process. */
public final class StatusMoves {
    private static final Set<ProcessStatus> FROM_PENDING =
            set(EnumSet.of(ProcessStatus.RUNNING, ProcessStatus.CANCELLED, ProcessStatus.TIMED_OUT));
    private static final Set<ProcessStatus> FROM_RUNNING = set(EnumSet.of(
            ProcessStatus.PENDING,
            ProcessStatus.FINISHED,
            ProcessStatus.FAILED,
            ProcessStatus.CANCELLED,
            ProcessStatus.TIMED_OUT));
    private static final Set<ProcessStatus> NONE = set(EnumSet.noneOf(ProcessStatus.class));
    private static final Set<ProcessStatus> AGAIN = set(EnumSet.of(ProcessStatus.PENDING));

    private StatusMoves() {}

    private static Set<ProcessStatus> set(EnumSet<ProcessStatus> statuses) {
        return Collections.unmodifiableSet(statuses);
    }

    /** Where a process may go from a status. */
    public static Set<ProcessStatus> from(ProcessStatus status) {
        return switch (status) {
            case PENDING -> FROM_PENDING;
            case RUNNING -> FROM_RUNNING;
            case FINISHED -> NONE;
            case FAILED, CANCELLED, TIMED_OUT -> AGAIN;
        };
    }

    static void check(ProcessStatus from, ProcessStatus to) {
        if (from != to && !from(from).contains(to)) {
            throw new IllegalStateException("a process never goes from " + from + " to " + to);
        }
    }
}
