package io.enginehub.api.spi;

import java.time.Instant;

/**
 * Rows of one kind that a transaction deletes since they are of no more use. A store may leave some for
 * the next time: those that another transaction has locked, or that were put after one that is not old.
 *
 * @param before what it means for a kind says {@link Kind}
 * @param most so many rows at the most
 */
public record Prune(Kind kind, Instant before, int most) {
    /** What grows old. */
    public enum Kind {
        /** Idempotency keys that expired before. */
        KEY,
        /** Sessions whose lease ended before, and that own no RUNNING process. */
        SESSION,
        /** Checks that were added to before for the last time. */
        CHECK,
        /**
         * Plans that neither a process nor a version of a flow has, and that were put before for the last time, as far as the
         * store knows that. It may find out late that nothing has a plan any more.
         */
        PLAN
    }
}
