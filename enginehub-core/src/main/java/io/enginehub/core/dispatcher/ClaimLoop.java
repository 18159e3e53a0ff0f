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
 * Asks for work while there are empty slots: claims until a claim leaves one empty, then waits at every hub for a hint. One
 * claim is outstanding at a time; while its answer is unknown the same number is repeated.
 */
final class ClaimLoop {
    private static final Duration HINT_PATIENCE = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofMillis(250);
    /** Shorter than for other calls: until its answer is known, processes that nobody works on may be ours. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What the loop needs of its dispatcher. */
    interface Work {
        /** Empty slots; 0 while draining. */
        int freeSlots();

        Set<String> live();

        /** Is handed what was claimed. */
        void claimed(List<Claim> claims, long sentNanos, Duration lease);

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
    private @Nullable ClaimRequest repeated;
    private boolean mayFollow = true;
    private boolean outstanding;
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
        return outstanding || repeated != null;
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
        repeated = null;
        outstanding = false;
        hint();
    }

    void stop() {
        stopped = true;
    }

    void runOnce() {
        if (stopped || outstanding || hubs.current().isEmpty()) {
            return; // why: a hub that appears wakes us, and how many slots are empty may be another number then
        }
        if (repeated != null) {
            send(repeated);
        } else if (work.freeSlots() > 0 && mayBeMore) {
            send(new ClaimRequest(owner, ++number, work.freeSlots(), work.live(), null));
        } else if (work.freeSlots() > 0) {
            park();
        }
    }

    private void send(ClaimRequest request) {
        Optional<WaitingQueue> hub = hubs.current();
        if (hub.isEmpty()) {
            repeated = request;
            return;
        }
        outstanding = true;
        mayBeMore = false;
        long sent = loop.nanoTime();
        loop.ask(hub.get().claim(request), PATIENCE, reply -> {
            if (request.owner().equals(owner)) {
                outstanding = false;
                answered(request, reply, sent);
            }
        });
    }

    private void answered(ClaimRequest request, Reply<Claimed> reply, long sent) {
        if (stopped) {
            return;
        }
        if (reply instanceof Reply.Ok<Claimed> ok) {
            repeated = null;
            Claimed claimed = ok.value();
            if (claimed.session() != SessionState.HELD) {
                work.sessionEnded(claimed.session());
                return;
            }
            if (claimed.predecessor() != null) {
                follow(request, claimed.predecessor(), claimed.lease());
                return;
            }
            mayFollow = true;
            mayBeMore |= claimed.claims().size() >= request.slots();
            work.claimed(claimed.claims(), sent, claimed.lease());
            runOnce.ask();
        } else {
            repeated = request;
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

    private void park() {
        Set<String> live = work.live();
        for (WaitingQueue hub : hubs.all()) {
            if (!live.equals(
                    parked.get(hub))) { // why: a hub that waits with old algorithms would not wake us for new ones
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
