package io.enginehub.core.rules;

import io.enginehub.api.Failure;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moves of a process that neither a submit nor its dispatcher makes: by an operator, or by time. */
public final class Cancellations {
    private Cancellations() {}

    /**
     * The answer to such a move.
     *
     * @param moved whether it was made
     * @param owner who held the process, and has to drop it
     * @param dropped the process and the last epoch that counts for nothing now
     */
    public record Answer(
            boolean found, boolean moved, @Nullable MemberId owner, Held dropped) {}

    private static Answer none(ProcessId id, boolean found) {
        return new Answer(found, false, null, new Held(id, 0));
    }

    private static Answer end(Ledger ledger, ProcessRow row, ProcessStatus status, @Nullable Failure failure) {
        ledger.update(Moves.ended(row, status, row.epoch() + 1, ledger.now(), failure));
        return new Answer(true, true, row.owner(), new Held(row.id(), row.epoch()));
    }

    /** Cancels a process that has not ended. */
    public static final class Cancel implements Operation<Answer> {
        private final ProcessId id;
        private boolean asked; // why: a batch whose outcome was unknown is run again, and may find its own cancel

        public Cancel(ProcessId id) {
            this.id = id;
        }

        @Override
        public void reads(Reads reads) {
            reads.process(id);
        }

        @Override
        public Answer decide(Ledger ledger) {
            boolean again = asked;
            asked = true;
            ProcessRow row = ledger.process(id);
            if (row == null) {
                return none(id, false);
            }
            if (row.status().isTerminal()) {
                boolean mine = again && row.status() == ProcessStatus.CANCELLED;
                return new Answer(
                        true,
                        mine,
                        mine && row.hold() != null ? row.hold().owner() : null,
                        new Held(id, row.epoch() - 1));
            }
            return end(ledger, row, ProcessStatus.CANCELLED, null);
        }
    }

    /** Puts a process that did not finish back into the queue. Finished steps stay; failed ones get all their attempts. */
    public static final class Retry implements Operation<Answer> {
        private final ProcessId id;
        private int run; // why: see Cancel

        public Retry(ProcessId id) {
            this.id = id;
        }

        @Override
        public void reads(Reads reads) {
            reads.process(id);
        }

        @Override
        public Answer decide(Ledger ledger) {
            ProcessRow row = ledger.process(id);
            if (row == null) {
                return none(id, false);
            }
            boolean mine = run != 0 && row.run() == run;
            if (mine) {
                return new Answer(true, true, null, new Held(id, row.epoch()));
            }
            if (!row.status().isTerminal() || row.status() == ProcessStatus.FINISHED) {
                return none(id, true);
            }
            run = row.run() + 1;
            PlanFacts facts = ledger.facts(row.head().plan());
            // why: the deadline was the first run's; a retry that times out at once would be none
            ProcessRow open = new ProcessRow(
                    row.head().withoutDeadline(),
                    row.status(),
                    row.epoch(),
                    row.run(),
                    row.need(),
                    row.hold(),
                    null,
                    row.started(),
                    row.ended(),
                    row.failure());
            ledger.update(Moves.pending(
                    open, row.epoch() + 1, run, facts.remaining(ledger.steps(id).keySet()), null));
            return new Answer(true, true, null, new Held(id, row.epoch()));
        }
    }

    /** What time brings to a process: its deadline, or the end of a wait. */
    public record Due(ProcessId id) implements Operation<Answer> {
        @Override
        public void reads(Reads reads) {
            reads.process(id);
        }

        @Override
        public Answer decide(Ledger ledger) {
            ProcessRow row = ledger.process(id);
            if (row == null || row.status().isTerminal()) {
                return none(id, row != null);
            }
            Instant deadline = row.head().deadline();
            if (deadline != null && !deadline.isAfter(ledger.now())) {
                Failure failure = new Failure(Failure.Kind.TIMEOUT, "", "The process's deadline passed.");
                return end(ledger, row, ProcessStatus.TIMED_OUT, failure);
            }
            if (row.waiting() != null && !row.waiting().until().isAfter(ledger.now())) {
                ledger.update(Moves.pending(row, row.epoch(), row.run(), row.need(), null));
                return new Answer(true, true, null, new Held(id, row.epoch()));
            }
            return none(id, true);
        }
    }
}
