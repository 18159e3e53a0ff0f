package io.enginehub.core.rules;

import io.enginehub.api.Failure;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.LogRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessEnd;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.StepOutcome;
import io.enginehub.api.spi.StepRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens when a dispatcher reports. */
public final class Records {
    private Records() {}

    /** Why a report does not count; null: it does. */
    private static Recorded.@Nullable Kind refusal(@Nullable ProcessRow row, MemberId owner, Held held) {
        if (row == null) {
            return Recorded.Kind.NO_SUCH;
        }
        if (row.status().isTerminal()) {
            return Recorded.Kind.TERMINAL;
        }
        return owner.equals(row.owner()) && row.epoch() == held.epoch() ? null : Recorded.Kind.FENCED;
    }

    /** Records one outcome: a step's result, the process's end, or both in one commit. */
    public record RecordOutcome(MemberId owner, StepOutcome outcome) implements Operation<Recorded.Kind> {
        @Override
        public void reads(Reads reads) {
            reads.process(outcome.held().process());
        }

        @Override
        public Recorded.Kind decide(Ledger ledger) {
            ProcessRow row = ledger.process(outcome.held().process());
            Recorded.Kind refusal = refusal(row, owner, outcome.held());
            if (refusal != null || row == null) {
                return refusal == null ? Recorded.Kind.NO_SUCH : refusal;
            }
            if (outcome.result() != null && isThere(ledger, outcome.result())) {
                // why: what is stored may be another output than this one, and the end may have been made of this one
                return Recorded.Kind.DUPLICATE;
            }
            if (outcome.result() != null) {
                insert(ledger, outcome.result());
            }
            return outcome.end() == null ? Recorded.Kind.APPLIED : end(ledger, row, outcome.end());
        }

        private boolean isThere(Ledger ledger, ResultEvent result) {
            EventKey key = result.key();
            return ledger.hasStep(key.process(), key.step())
                    || result.failure() != null
                            && ledger.attempts(key.process()).stream()
                                    .anyMatch(row -> row.key().equals(key) && row.loss() == outcome.loss());
        }

        private void insert(Ledger ledger, ResultEvent result) {
            EventKey key = result.key();
            Instant ended = ledger.now();
            Instant started = ended.minus(result.took()).truncatedTo(ChronoUnit.MICROS); // why: as databases keep it
            if (result.output() != null) {
                ledger.insert(
                        new StepRow(
                                key.process(), key.step(), key.run(), key.attempt(), result.agent(), started, ended),
                        result.output());
            } else if (result.failure() != null) {
                Instant next = outcome.retryAfter() == null ? null : ended.plus(outcome.retryAfter());
                ledger.insert(
                        new AttemptRow(key, outcome.loss(), result.agent(), started, ended, result.failure(), next));
            }
            for (StepLines.Line line : result.lines()) {
                ledger.insert(new LogRow(key.process(), key.step(), key.attempt(), line));
            }
        }

        private static Recorded.Kind end(Ledger ledger, ProcessRow row, ProcessEnd end) {
            Failure failure = end.failure();
            if (end.output() != null) {
                int wanted = ledger.facts(row.head().plan()).steps();
                if (ledger.stepCount(row.id()) < wanted) {
                    return Recorded.Kind.INCOMPLETE;
                }
                ledger.payload(row.id(), ProcessHistory.OUTPUT, end.output());
            }
            ProcessStatus status = failure == null ? ProcessStatus.FINISHED : ProcessStatus.FAILED;
            ProcessRow ended = Moves.ended(row, status, row.epoch(), ledger.now(), failure);
            ledger.update(ended);
            if (end.silent() && end.output() != null) {
                ledger.tell(new Told(ended, List.copyOf(ledger.steps(row.id()).values()), end.output()));
            }
            return Recorded.Kind.APPLIED;
        }

        @Override
        public long bytes() {
            long output = outcome.result() == null || outcome.result().output() == null
                    ? 0
                    : outcome.result().output().size();
            ProcessEnd end = outcome.end();
            return output
                    + (end == null || end.output() == null ? 0 : end.output().size());
        }
    }

    /** Adds log lines of a step that is still running. */
    public record AppendLines(MemberId owner, StepLines lines) implements Operation<Boolean> {
        @Override
        public void reads(Reads reads) {
            reads.process(lines.key().process());
        }

        @Override
        public Boolean decide(Ledger ledger) {
            ProcessRow row = ledger.process(lines.key().process());
            if (refusal(row, owner, new Held(lines.key().process(), lines.epoch())) != null) {
                return false;
            }
            List<StepLines.Line> all = lines.lines();
            all.forEach(line -> ledger.insert(new LogRow(
                    lines.key().process(), lines.key().step(), lines.key().attempt(), line)));
            return true;
        }
    }
}
