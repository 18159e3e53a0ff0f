package io.enginehub.core.rules;

import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens at a claim. */
public final class Claims {
    private Claims() {}

    /**
     * A process that was claimed.
     *
     * @param finished the steps that have a result
     * @param attempts what failed in this run
     */
    public record Taken(ProcessRow row, Set<String> finished, List<AttemptRow> attempts) {}

    /**
     * The answer to a claim.
     *
     * @param predecessor another incarnation of the same name that holds a session
     * @param predecessorClaim that session's last claim
     * @param follows the predecessor's processes are to be taken back now, and the claim to be repeated after that: its
     *     lease has ended, or the claim says that it supersedes it
     * @param more whether something was left that the slots did not suffice for
     * @param again whether the number had been used, so that nothing was looked for
     * @param at the store's time
     */
    public record Answer(
            SessionState session,
            List<Taken> taken,
            @Nullable MemberId predecessor,
            long predecessorClaim,
            boolean follows,
            boolean more,
            boolean again,
            Instant at) {
        private Answer(SessionState session, List<Taken> taken, boolean more, boolean again, Instant at) {
            this(session, taken, null, 0, false, more, again, at);
        }
    }

    /**
     * A claim. It grants the lease anew, and the same number always gives the same processes. What its batch inserts it may
     * take, too: such a process is RUNNING when it is first written.
     *
     * @param runnable the needs that the request's live algorithms cover, among those known
     */
    public record TakeWork(ClaimRequest request, List<Need> runnable, Duration lease) implements Operation<Answer> {
        @Override
        public void reads(Reads reads) {
            reads.sessions(request.owner().name()).claimed(request.owner(), request.number());
            if (request.slots() > 0 && !runnable.isEmpty()) {
                reads.claimable(runnable, request.slots() + 1);
            }
        }

        @Override
        public boolean isLast() {
            return true;
        }

        @Override
        public Answer decide(Ledger ledger) {
            MemberId owner = request.owner();
            SessionRow session = ledger.session(owner);
            if (session != null && session.state() != SessionState.HELD) {
                return new Answer(session.state(), List.of(), false, false, ledger.now());
            }
            SessionRow predecessor = session == null ? predecessor(ledger) : null;
            if (predecessor != null) {
                boolean follows = predecessor.id().equals(request.supersedes())
                        || !predecessor.expires().isAfter(ledger.now());
                return new Answer(
                        SessionState.HELD,
                        List.of(),
                        predecessor.id(),
                        predecessor.claimNumber(),
                        follows,
                        false,
                        false,
                        ledger.now());
            }
            long last = session == null ? 0 : session.claimNumber();
            ledger.put(new SessionRow(
                    owner, SessionState.HELD, ledger.now().plus(lease), Math.max(last, request.number())));
            if (request.number() <= last) {
                return again(ledger);
            }
            List<Taken> taken = new ArrayList<>();
            boolean more = false;
            for (ProcessRow row : ledger.claimable()) {
                if (row.isRunnable() && row.need().isMetBy(request.live())) {
                    if (taken.size() == request.slots()) {
                        more = true;
                        break;
                    }
                    ProcessRow claimed = Moves.claimed(row, owner, request.number(), ledger.now());
                    ledger.update(claimed);
                    taken.add(taken(ledger, claimed));
                }
            }
            return new Answer(SessionState.HELD, taken, more, false, ledger.now());
        }

        private Answer again(Ledger ledger) {
            List<Taken> taken = ledger.claimed(request.owner(), request.number()).stream()
                    .map(row -> taken(ledger, row))
                    .toList();
            return new Answer(SessionState.HELD, taken, false, true, ledger.now());
        }

        private @Nullable SessionRow predecessor(Ledger ledger) {
            return ledger.sessions(request.owner().name()).stream()
                    .filter(row -> row.state() == SessionState.HELD)
                    .findFirst()
                    .orElse(null);
        }

        private static Taken taken(Ledger ledger, ProcessRow row) {
            if (row.epoch() == 1) {
                return new Taken(row, Set.of(), List.of()); // why: nobody had it before
            }
            return new Taken(
                    row,
                    Collections.unmodifiableSet(
                            new LinkedHashSet<>(ledger.steps(row.id()).keySet())),
                    ledger.attempts(row.id()).stream()
                            .filter(attempt -> attempt.key().run() == row.run())
                            .toList());
        }
    }
}
