package io.enginehub.core.rules;

import io.enginehub.api.ProcessStatus;
import java.util.EnumSet;
import java.util.Set;

/** The one table of legal moves of a process. */
public final class StatusMoves {
    private StatusMoves() {}

    /** Where a process may go from a status. */
    public static Set<ProcessStatus> from(ProcessStatus status) {
        return switch (status) {
            case PENDING -> EnumSet.of(ProcessStatus.RUNNING, ProcessStatus.CANCELLED, ProcessStatus.TIMED_OUT);
            case RUNNING ->
                EnumSet.of(
                        ProcessStatus.PENDING,
                        ProcessStatus.FINISHED,
                        ProcessStatus.FAILED,
                        ProcessStatus.CANCELLED,
                        ProcessStatus.TIMED_OUT);
            case FINISHED -> EnumSet.noneOf(ProcessStatus.class);
            case FAILED, CANCELLED, TIMED_OUT -> EnumSet.of(ProcessStatus.PENDING);
        };
    }

    static void check(ProcessStatus from, ProcessStatus to) {
        if (from != to && !from(from).contains(to)) {
            throw new IllegalStateException("a process never goes from " + from + " to " + to);
        }
    }
}
