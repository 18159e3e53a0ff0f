package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.role.AtTurnEnd;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for work while there are empty slots: claims until a claim leaves one empty; the next one may wait at its hub for
 * work, while the other hubs are asked for hints. One claim is outstanding at a time; while its answer is unknown the same
 * number is repeated. A claim that waits and says what is no longer so is followed by another one with its number.
 */
final class ClaimLoop {
    private static final Duration HINT_PATIENCE = Duration.ofSeconds(20);
    /** Short, since what a claim takes for a dispatcher that has died waits until its lease has ended. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofMillis(250);
    /** Shorter than for other calls: until its answer is known, processes that nobody works on may be ours. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What the loop needs of its dispatcher. */
    interface Work {
        /** Empty slots; 0 while draining. */
        int freeSlots();

        Set<String> live();

        /**
         * Is handed what was claimed, or that nothing was.
         *
         * @param askedNanos when the lease was granted, or before that
         */
        void claimed(List<Claim> claims, long askedNanos, Duration lease);

        /** The session is over. */
        void sessionEnded(SessionState state);
    }

    private final RoleLoop loop;
    private final Hubs hubs;
    private final Work work;
    private final AtTurnEnd runOnce;
    private final Map<WaitingQueue, Set<String>> parked = new LinkedHashMap<>();
    private MemberId owner;
    private long number;
    /** Whether the number has been used. */
    private boolean used = true;

    private @Nullable ClaimRequest asked;
    private @Nullable ClaimRequest repeated;
    private Duration wait = LONGEST_WAIT;
    private boolean mayFollow = true;
    private boolean mayBeMore = true;
    private boolean stopped;

    ClaimLoop(RoleLoop loop, Hubs hubs, MemberId owner, Work work) {
        this.loop = loop;
        this.hubs = hubs;
        this.owner = owner;
        this.work = work;
        this.runOnce = new AtTurnEnd(loop, this::runOnce);
    }

    /** A slot has become empty, or a hub is new. */
    void wake() {
        runOnce.ask();
    }

    /** There may be work that was not there before. */
    void hint() {
        mayBeMore = true;
        runOnce.ask();
    }

    /** Whether processes may be on their way that were claimed. */
    boolean isOutstanding() {
        return asked != null || repeated != null;
    }

    /**
     * Goes on under another incarnation.
     *
     * @param ended how the last one's session did: one that was superseded does not supersede its successor in turn, but
     *     waits until that one's lease has ended
     */
    void restart(MemberId incarnation, SessionState ended) {
        owner = incarnation;
        mayFollow = ended != SessionState.SUPERSEDED;
        number = 0;
        used = true;
        repeated = null;
        asked = null;
        hint();
    }

    /** Claims no more; a claim that waits is withdrawn. */
    void stop() {
        stopped = true;
        if (asked != null && !asked.patience().isZero()) {
            hubs.current().ifPresent(hub -> {
                var unused = hub.claim(new ClaimRequest(owner, number, 0, Set.of(), null));
            });
        }
    }

    void runOnce() {
        if (stopped || hubs.current().isEmpty()) {
            return; // why: a hub that appears wakes us, and how many slots are empty may be another number then
        }
        if (asked != null) {
            if (isOutdated(asked)) {
                send(wish());
            }
        } else if (repeated != null) {
            send(repeated);
        } else if (work.freeSlots() > 0) {
            number += used ? 1 : 0;
            used = false;
            send(wish());
        }
    }

    /** A claim that waits would bring what is not wanted, or not see what is there. */
    private boolean isOutdated(ClaimRequest waiting) {
        boolean waits = !waiting.patience().isZero();
        return waits
                && (mayBeMore
                        || work.freeSlots() < waiting.slots()
                        || !work.live().equals(waiting.live()));
    }

    private ClaimRequest wish() {
        int slots = work.freeSlots();
        return new ClaimRequest(
                owner, number, slots, work.live(), null, mayBeMore || slots == 0 ? Duration.ZERO : wait);
    }

    private void send(ClaimRequest request) {
        Optional<WaitingQueue> hub = hubs.current();
        if (hub.isEmpty()) {
            repeated = request;
            return;
        }
        asked = request;
        mayBeMore = false;
        long sent = loop.nanoTime();
        loop.ask(hub.get().claim(request), request.patience().plus(PATIENCE), reply -> answered(request, reply, sent));
        if (!request.patience().isZero()) {
            park(hub.get());
        }
    }

    /** The same number gives the same processes: any answer to it will do, and a failure only of what was asked last. */
    private boolean counts(ClaimRequest request, Reply<Claimed> reply) {
        return reply instanceof Reply.Ok<Claimed>
                ? !used && request.owner().equals(owner) && request.number() == number
                : request.equals(asked);
    }

    private void answered(ClaimRequest request, Reply<Claimed> reply, long sent) {
        if (stopped || !counts(request, reply)) {
            return;
        }
        asked = null;
        if (reply instanceof Reply.Ok<Claimed> ok) {
            repeated = null;
            used = true;
            Claimed claimed = ok.value();
            wait = claimed.lease().compareTo(LONGEST_WAIT) < 0 ? claimed.lease() : LONGEST_WAIT;
            if (claimed.session() != SessionState.HELD) {
                work.sessionEnded(claimed.session());
                return;
            }
            if (claimed.predecessor() != null) {
                used = false;
                follow(request, claimed.predecessor(), claimed.lease());
                return;
            }
            mayFollow = true;
            mayBeMore |= claimed.claims().size() >= request.slots();
            work.claimed(claimed.claims(), sent + claimed.waited().toNanos(), claimed.lease());
            runOnce.ask();
        } else if (reply instanceof Reply.Refused<Claimed> refused
                && refused.code().equals(WaitingQueue.NO_WORK)) {
            work.claimed(List.of(), sent, Duration.ZERO);
            runOnce.ask();
        } else {
            repeated = new ClaimRequest(owner, number, request.slots(), request.live(), request.supersedes());
            mayBeMore = true;
            hubs.next();
            loop.after(loop.jittered(RETRY), this::runOnce);
        }
    }

    /** Another incarnation of this name has a session. */
    private void follow(ClaimRequest request, MemberId predecessor, Duration lease) {
        repeated = new ClaimRequest(
                owner, request.number(), request.slots(), request.live(), mayFollow ? predecessor : null);
        if (mayFollow) {
            send(repeated);
        } else {
            loop.after(loop.jittered(lease), this::runOnce);
        }
    }

    /** Waits for hints of the other hubs. */
    private void park(WaitingQueue current) {
        Set<String> live = work.live();
        for (WaitingQueue hub : hubs.all()) {
            // why: a hub that waits with old algorithms would not wake us for new ones
            if (hub != current && !live.equals(parked.get(hub))) {
                parked.put(hub, live);
                loop.ask(
                        hub.awaitWork(live, HINT_PATIENCE),
                        HINT_PATIENCE.multipliedBy(2),
                        reply -> hinted(hub, live, reply));
            }
        }
    }

    private void hinted(WaitingQueue hub, Set<String> live, Reply<Boolean> reply) {
        if (reply instanceof Reply.Ok<Boolean> ok) {
            parked.remove(hub, live);
            mayBeMore |= ok.value();
            runOnce.ask();
        } else {
            loop.after(loop.jittered(RETRY), () -> {
                parked.remove(hub, live);
                runOnce.ask();
            });
        }
    }
}
