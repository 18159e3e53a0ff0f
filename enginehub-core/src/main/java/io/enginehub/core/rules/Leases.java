package io.enginehub.core.rules;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a dispatcher holds its processes, and how it loses them. */
public final class Leases {
    private Leases() {}

    /** Extends a session's lease. A session that was never there is LOST. */
    public record Renew(MemberId owner, Duration lease) implements Operation<SessionState> {
        @Override
        public void reads(Reads reads) {
            reads.sessions(owner.name());
        }

        @Override
        public SessionState decide(Ledger ledger) {
            SessionRow session = ledger.session(owner);
            if (session == null) {
                return SessionState.LOST;
            }
            if (session.state() == SessionState.HELD) {
                ledger.put(new SessionRow(owner, SessionState.HELD, ledger.now().plus(lease), session.claimNumber()));
            }
            return session.state();
        }
    }

    /**
     * Takes all processes of a dispatcher back into the queue, when its lease has ended or another incarnation of its
     * name is there. The session never lives again.
     *
     * @param processes all that it owns, as history shows them: under the session's lock it gets no more
     * @param successor there is another incarnation, so that the lease's end need not be waited for
     * @param lastClaim the session's last claim before history was looked at; not done when it has claimed since
     */
    public record TakeBack(MemberId owner, List<ProcessId> processes, boolean successor, long lastClaim)
            implements Operation<Boolean> {
        @Override
        public void reads(Reads reads) {
            reads.sessions(owner.name());
            processes.forEach(reads::process);
        }

        @Override
        public Boolean decide(Ledger ledger) {
            SessionRow session = ledger.session(owner);
            if (session == null || session.state() != SessionState.HELD) {
                return false;
            }
            if (!successor && session.expires().isAfter(ledger.now())) {
                return false; // why: it was renewed since the sweep looked
            }
            if (session.claimNumber() > lastClaim) {
                return false; // why: what it has claimed since is not among the processes, and would be lost
            }
            SessionState state = successor ? SessionState.SUPERSEDED : SessionState.LOST;
            ledger.put(new SessionRow(owner, state, session.expires(), session.claimNumber()));
            for (ProcessId id : processes) {
                ProcessRow row = ledger.process(id);
                if (row != null && owner.equals(row.owner())) {
                    ledger.update(back(ledger, row, row.epoch() + 1, null));
                }
            }
            return true;
        }
    }

    /** Hands one process back; passes it over when it is not the owner's any more. */
    public record HandBack(MemberId owner, Release release) implements Operation<Boolean> {
        @Override
        public void reads(Reads reads) {
            reads.process(release.held().process());
        }

        @Override
        public Boolean decide(Ledger ledger) {
            ProcessRow row = ledger.process(release.held().process());
            if (row == null
                    || !owner.equals(row.owner())
                    || row.epoch() != release.held().epoch()) {
                return false;
            }
            Release.WaitFor waitFor = release.waitFor();
            Instant until = waitFor == null ? null : ledger.now().plus(waitFor.due());
            ProcessRow.Waiting waiting =
                    until == null || waitFor == null ? null : new ProcessRow.Waiting(until, waitFor.algorithm());
            ledger.update(back(ledger, row, row.epoch(), waiting));
            return true;
        }
    }

    private static ProcessRow back(Ledger ledger, ProcessRow row, long epoch, ProcessRow.@Nullable Waiting waiting) {
        return Moves.pending(
                row,
                epoch,
                row.run(),
                ledger.facts(row.head().plan()).remaining(ledger.steps(row.id()).keySet()),
                waiting);
    }
}
