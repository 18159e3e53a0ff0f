package io.enginehub.api.spi;

import io.enginehub.api.Failure;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.ProcessTimes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process, as a row of the store.
 *
 * @param need what it still needs, while it is not terminal
 * @param hold who claimed it last; its owner while the status is RUNNING
 * @param waiting what a PENDING process waits for; null: it may be claimed
 */
public record ProcessRow(
        ProcessHead head,
        ProcessStatus status,
        long epoch,
        int run,
        Need need,
        @Nullable Hold hold,
        @Nullable Waiting waiting,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Failure failure) {
    /** A claim. */
    public record Hold(MemberId owner, long claimNumber, Instant since) {}

    /**
     * A wait that ends by itself.
     *
     * @param algorithm whose agents are busy; null where a step backs off
     */
    public record Waiting(Instant until, @Nullable String algorithm) {}

    public ProcessId id() {
        return head.id();
    }

    /** The owner; null unless RUNNING. */
    public @Nullable MemberId owner() {
        return status == ProcessStatus.RUNNING && hold != null ? hold.owner() : null;
    }

    /** Whether it may be claimed. */
    public boolean isRunnable() {
        return status == ProcessStatus.PENDING && waiting == null;
    }

    /** When something has to be done about it by itself; null: never. */
    public @Nullable Instant due() {
        if (status.isTerminal()) {
            return null;
        }
        Instant deadline = head.deadline();
        Instant until = waiting == null ? null : waiting.until();
        return deadline == null || until != null && until.isBefore(deadline) ? until : deadline;
    }

    /** As applications see it. */
    public ProcessInstance snapshot() {
        return new ProcessInstance(
                head.id(),
                head.flow(),
                head.flow().version() == 0,
                status,
                epoch,
                new ProcessTimes(head.submitted(), started, ended),
                head.labels(),
                failure);
    }
}
