package io.enginehub.testkit;

import io.enginehub.api.Failure;
import io.enginehub.api.FlowVersion;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.ProcessHead;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.StepRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows for tests of stores. Times are whole milliseconds, which every store can keep. */
public final class SampleRows {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    public static final PlanHash PLAN = new PlanHash("0123456789abcdef");
    public static final FlowVersion FLOW = new FlowVersion("sample", 1);
    public static final MemberId OWNER = new MemberId("dispatcher-1", new UUID(1, 1));

    private SampleRows() {}

    /** The id of the sample process of a number. */
    public static ProcessId id(int number) {
        return new ProcessId(new UUID(0x0190_0000_0000_7000L + number, 0x8000_0000_0000_0000L + number));
    }

    public static Need need(String... algorithms) {
        return new Need(List.of(algorithms));
    }

    /** A process that may be claimed. */
    public static ProcessRow pending(int number, Need need) {
        return row(number, need, ProcessStatus.PENDING, 0, null, null, null);
    }

    /** The same process, claimed. */
    public static ProcessRow running(ProcessRow row, MemberId owner, long claimNumber) {
        return with(
                row, ProcessStatus.RUNNING, row.epoch() + 1, new ProcessRow.Hold(owner, claimNumber, NOON), null, null);
    }

    /** The same process, back in the queue. */
    public static ProcessRow returned(ProcessRow row, ProcessRow.@Nullable Waiting waiting) {
        return with(row, ProcessStatus.PENDING, row.epoch(), row.hold(), waiting, null);
    }

    /** The same process, ended with success. */
    public static ProcessRow finished(ProcessRow row, Instant at) {
        return with(row, ProcessStatus.FINISHED, row.epoch(), row.hold(), null, at);
    }

    /** The same process, submitted at another time. */
    public static ProcessRow submitted(ProcessRow row, Instant at) {
        ProcessHead head = row.head();
        return with(
                row,
                new ProcessHead(head.id(), head.seq(), head.plan(), head.flow(), head.labels(), at, head.deadline()));
    }

    /** The same process with a deadline. */
    public static ProcessRow withDeadline(ProcessRow row, Instant deadline) {
        ProcessHead head = row.head();
        return with(
                row,
                new ProcessHead(
                        head.id(), head.seq(), head.plan(), head.flow(), head.labels(), head.submitted(), deadline));
    }

    private static ProcessRow with(ProcessRow row, ProcessHead head) {
        return new ProcessRow(
                head,
                row.status(),
                row.epoch(),
                row.run(),
                row.need(),
                row.hold(),
                row.waiting(),
                row.started(),
                row.ended(),
                row.failure());
    }

    public static StepRow step(ProcessId process, String step) {
        return new StepRow(process, step, 1, 1, "agent-1", NOON, NOON.plus(Duration.ofMillis(5)));
    }

    public static AttemptRow attempt(ProcessId process, String step, int attempt) {
        return new AttemptRow(
                new EventKey(process, step, 1, attempt),
                0,
                "agent-1",
                NOON,
                NOON.plus(Duration.ofMillis(5)),
                new Failure(Failure.Kind.ALGORITHM, step, "It failed."),
                NOON.plus(Duration.ofSeconds(1)));
    }

    private static ProcessRow row(
            int number,
            Need need,
            ProcessStatus status,
            long epoch,
            ProcessRow.@Nullable Hold hold,
            ProcessRow.@Nullable Waiting waiting,
            @Nullable Instant ended) {
        ProcessHead head =
                new ProcessHead(id(number), 0, PLAN, FLOW, Map.of("number", Integer.toString(number)), NOON, null);
        return new ProcessRow(head, status, epoch, 1, need, hold, waiting, null, ended, null);
    }

    private static ProcessRow with(
            ProcessRow row,
            ProcessStatus status,
            long epoch,
            ProcessRow.@Nullable Hold hold,
            ProcessRow.@Nullable Waiting waiting,
            @Nullable Instant ended) {
        Instant started = status == ProcessStatus.RUNNING ? NOON : row.started();
        return new ProcessRow(
                row.head(), status, epoch, row.run(), row.need(), hold, waiting, started, ended, row.failure());
    }
}
