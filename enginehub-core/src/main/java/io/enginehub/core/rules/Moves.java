package io.enginehub.core.rules;

import io.enginehub.api.Failure;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.ProcessRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The moves of a process, as new rows. Each raises the epoch that has to. */
final class Moves {
    private Moves() {}

    static ProcessRow claimed(ProcessRow row, MemberId owner, long claimNumber, Instant now) {
        return new ProcessRow(
                row.head(),
                ProcessStatus.RUNNING,
                row.epoch() + 1,
                row.run(),
                row.need(),
                new ProcessRow.Hold(owner, claimNumber, now),
                null,
                row.started() == null ? now : row.started(),
                null,
                null);
    }

    /** Back into the waiting queue. */
    static ProcessRow pending(ProcessRow row, long epoch, int run, Need need, ProcessRow.@Nullable Waiting waiting) {
        return new ProcessRow(
                row.head(), ProcessStatus.PENDING, epoch, run, need, row.hold(), waiting, row.started(), null, null);
    }

    static ProcessRow ended(ProcessRow row, ProcessStatus status, long epoch, Instant now, @Nullable Failure failure) {
        return new ProcessRow(
                row.head(), status, epoch, row.run(), row.need(), row.hold(), null, row.started(), now, failure);
    }
}
