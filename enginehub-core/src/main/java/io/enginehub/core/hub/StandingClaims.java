package io.enginehub.core.hub;

import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Claims that wait for work: one of each dispatcher. Who has waited longest comes first. One that leaves is answered with
 * a refusal, unless it is taken.
 */
final class StandingClaims {
    private static final int MOST = 10_000;
    /** However patient a claim says that it is: who sent it may be gone. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    /** A claim that waits. */
    record Standing(
            ClaimRequest request, CompletableFuture<Reply<Claimed>> reply, long sinceNanos, Registration timer) {
        void refuse(String code) {
            timer.close();
            reply.complete(new Reply.Refused<>(code, null));
        }
    }

    private final RoleLoop loop;
    private final Map<MemberId, Standing> standing = new LinkedHashMap<>();
    private volatile int count; // why volatile: explanations ask for it on any thread

    StandingClaims(RoleLoop loop) {
        this.loop = loop;
    }

    /** A claim waits from now on, in the place of an earlier one of the same dispatcher. */
    void add(ClaimRequest request, CompletableFuture<Reply<Claimed>> reply) {
        Standing before = standing.get(request.owner());
        if (standing.size() >= MOST || before != null && before.request.number() > request.number()) {
            reply.complete(new Reply.Refused<>(before == null ? "TOO_MANY_WAIT" : "OUTDATED", null));
            return;
        }
        replace(request);
        Duration patience = request.patience().compareTo(LONGEST) < 0 ? request.patience() : LONGEST;
        Registration timer = loop.after(patience, () -> remove(request.owner(), WaitingQueue.NO_WORK));
        standing.put(request.owner(), new Standing(request, reply, loop.nanoTime(), timer));
        count = standing.size();
    }

    /** What waits of a dispatcher is outdated by a claim of its own that came later. */
    void replace(ClaimRequest newer) {
        Standing before = standing.get(newer.owner());
        if (before != null && before.request.number() <= newer.number()) {
            remove(newer.owner(), "REPLACED");
        }
    }

    private void remove(MemberId owner, String code) {
        Standing removed = standing.remove(owner);
        count = standing.size();
        if (removed != null) {
            removed.refuse(code);
        }
    }

    /** Takes out the claim that has waited longest among those that may take work of this need. */
    Optional<Standing> take(Need need) {
        for (Iterator<Standing> all = standing.values().iterator(); all.hasNext(); ) {
            Standing next = all.next();
            if (need.isMetBy(next.request.live())) {
                all.remove();
                next.timer.close();
                count = standing.size();
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** Whether a dispatcher waits; on any thread. */
    boolean isAnyone() {
        return count > 0;
    }

    void stop() {
        standing.values().forEach(waiting -> waiting.refuse("STOPPED"));
        standing.clear();
        count = 0;
    }
}
