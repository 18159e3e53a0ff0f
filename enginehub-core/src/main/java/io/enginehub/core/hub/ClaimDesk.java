package io.enginehub.core.hub;

import io.enginehub.api.Check;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.SessionState;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.Claims;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Brings work and those who claim it together, whichever of them comes first. */
final class ClaimDesk {
    private final RoleLoop loop;
    private final Duration lease;
    private final StoreWriter writer;
    private final Reaper reaper;
    private final CheckLog checks;
    private final ClaimReplies replies;
    private final Parked parked;
    private final StandingClaims standing;
    private final NeedsOfFlows needs = new NeedsOfFlows();
    /** The needs of submits that the writer has not answered, with their number. */
    private final Map<Need, Integer> coming = new LinkedHashMap<>();

    ClaimDesk(RoleLoop loop, Duration lease, StoreWriter writer, Reaper reaper, CheckLog checks, ClaimReplies replies) {
        this.loop = loop;
        this.lease = lease;
        this.writer = writer;
        this.reaper = reaper;
        this.checks = checks;
        this.replies = replies;
        this.parked = new Parked(loop);
        this.standing = new StandingClaims(loop);
    }

    void stop() {
        parked.stop();
        standing.stop();
    }

    /** Whether a dispatcher waits for work; on any thread. */
    boolean isAnyoneWaiting() {
        return parked.isAnyone() || standing.isAnyone();
    }

    // ── work comes ──

    /** A process was inserted. */
    void seen(ProcessRow inserted) {
        needs.seen(inserted);
    }

    /** A process of this need may be claimed; {@link #serve} follows. */
    void came(Need need) {
        parked.wake(need);
    }

    /** The needs that a look has found in the store. */
    void known(Set<Need> present) {
        parked.known(present);
        serve();
    }

    /**
     * A submit for a flow was given to the writer: a claim that waits for such work goes with it.
     *
     * @param answered when the writer has answered
     */
    void coming(String flowKey, CompletionStage<?> answered) {
        Need need = needs.of(flowKey);
        if (need != null) {
            coming.merge(need, 1, Integer::sum);
            var unused = answered.thenRun(
                    () -> coming.computeIfPresent(need, (key, count) -> count == 1 ? null : count - 1));
            standing.take(need).ifPresent(this::take);
        }
    }

    /** The needs to look for: those of what waits, and of what is coming, since another hub may have put such work there. */
    private List<Need> runnable(ClaimRequest request) {
        Set<Need> runnable = new LinkedHashSet<>(parked.covered(request.live()));
        coming.keySet().stream().filter(need -> isFor(request.live(), need)).forEach(runnable::add);
        return List.copyOf(runnable);
    }

    private boolean isAnythingFor(Set<String> live) {
        return parked.isUnseen(live) || coming.keySet().stream().anyMatch(need -> isFor(live, need));
    }

    private static boolean isFor(Set<String> live, Need need) {
        return need.isMetBy(live);
    }

    // ── who claims comes ──

    CompletionStage<Reply<Boolean>> awaitWork(Set<String> live, Duration patience) {
        return parked.park(live, patience);
    }

    CompletionStage<Reply<Claimed>> claim(ClaimRequest request) {
        CompletableFuture<Reply<Claimed>> reply = new CompletableFuture<>();
        standing.replace(request);
        if (request.patience().isZero() || isAnythingFor(request.live())) {
            take(request, Duration.ZERO, reply);
        } else {
            standing.add(request, reply);
        }
        return reply;
    }

    /** Has one of the claims that wait look for what has come, of each need. */
    void serve() {
        for (Need need : parked.unseen()) {
            standing.take(need).ifPresent(this::take);
        }
    }

    private void take(StandingClaims.Standing claim) {
        take(claim.request(), Duration.ofNanos(loop.nanoTime() - claim.sinceNanos()), claim.reply());
    }

    /**
     * Takes work for a claim.
     *
     * @param waited how long the claim has waited here
     */
    private void take(ClaimRequest request, Duration waited, CompletableFuture<Reply<Claimed>> reply) {
        List<Need> runnable = runnable(request);
        long mark = parked.mark();
        Claims.TakeWork operation = new Claims.TakeWork(request, runnable, lease);
        loop.ask(writer.run(operation), outcome -> {
            if (!(outcome instanceof Reply.Ok<Claims.Answer> ok)) {
                reply.complete(outcome.failed());
            } else if (ok.value().predecessor() != null && !ok.value().follows()) {
                reply.complete(new Reply.Ok<>(new Claimed(
                        SessionState.HELD, lease, List.of(), ok.value().predecessor(), waited)));
            } else if (ok.value().predecessor() != null) {
                MemberId predecessor = ok.value().predecessor();
                boolean named = predecessor.equals(request.supersedes());
                reaper.takeBack(predecessor, named, ok.value().predecessorClaim(), done -> {
                    if (done) {
                        take(request, waited, reply);
                    } else {
                        reply.complete(new Reply.Refused<>("STORE", null));
                    }
                });
            } else {
                if (!ok.value().again() && request.slots() > 0) {
                    parked.looked(runnable, mark, ok.value().taken().size() < request.slots());
                    noteChecks(request, ok.value(), runnable);
                }
                replies.build(ok.value(), lease, waited, reply);
                serve();
            }
        });
    }

    private void noteChecks(ClaimRequest request, Claims.Answer answer, List<Need> runnable) {
        String dispatcher = request.owner().name();
        for (Need need : parked.uncovered(request.live())) {
            for (String algorithm : need.algorithms()) {
                if (!request.live().contains(algorithm)) {
                    checks.denied(need, dispatcher, Check.Verdict.NO_AGENT, algorithm, loop.wallTime());
                }
            }
        }
        if (answer.more()) {
            runnable.forEach(need -> checks.denied(need, dispatcher, Check.Verdict.NO_SLOT, "", loop.wallTime()));
        }
    }
}
