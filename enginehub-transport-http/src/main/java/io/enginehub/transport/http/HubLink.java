package io.enginehub.transport.http;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.wire.MemberCodec;
import io.enginehub.api.spi.wire.WireException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces this host's members to one hub, again and again, and learns from it who else is there. */
final class HubLink {
    private static final Logger LOG = LoggerFactory.getLogger(HubLink.class);

    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LEAVE = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(500);
    /** So long a hub may be silent before what it said is forgotten, if another hub answers. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(10);

    private final URI hub;
    private final UUID host;
    private final MemberBoard board;
    private final RoleCaller caller;
    private final ScheduledExecutorService timer;
    private final BooleanSupplier othersAnswer;
    private final CountDownLatch left = new CountDownLatch(1);
    private String seen = "";
    private long number;
    private long heardNanos = System.nanoTime();
    private boolean failing;
    private boolean leaving;

    HubLink(
            URI hub,
            UUID host,
            MemberBoard board,
            RoleCaller caller,
            ScheduledExecutorService timer,
            BooleanSupplier othersAnswer) {
        this.hub = hub;
        this.host = host;
        this.board = board;
        this.caller = caller;
        this.timer = timer;
        this.othersAnswer = othersAnswer;
    }

    /** Says who is here now, and goes on to say so until it leaves. What was said before is overtaken. */
    synchronized void announce() {
        if (!leaving) {
            send(board.own(), WAIT);
        }
    }

    /** Says that nobody is here any more, and nothing after that. */
    synchronized void leave() {
        leaving = true;
        send(List.of(), Duration.ZERO);
    }

    void awaitLeft() {
        try {
            boolean unused = left.await(LEAVE.toMillis(), TimeUnit.MILLISECONDS); // why: else it finds out by itself
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the hub has answered of late. */
    synchronized boolean isHeard() {
        return !failing && System.nanoTime() - heardNanos < MAX_SILENCE.toNanos();
    }

    private void send(List<Member> members, Duration wait) {
        long current = ++number;
        String url = Paths.base(hub) + Paths.MEMBERS + "?host=" + host + "&number=" + current + "&wait=" + wait
                + "&seen=" + seen;
        caller.post(url, Map.of(), MemberCodec.write(members), wait.plus(PATIENCE))
                .thenAccept(reply -> replied(current, reply));
    }

    private synchronized void replied(long asked, Reply<RoleCaller.Returned> reply) {
        if (asked != number) {
            return; // why: a later announcement is on its way
        }
        if (leaving) {
            left.countDown();
        } else if (reply instanceof Reply.Ok<RoleCaller.Returned> ok && learn(ok.value())) {
            heardNanos = System.nanoTime();
            told(false, "");
            announce();
        } else {
            told(true, reply.fold(ok -> "its answer is no picture", Reply.Refused::code, Reply.Unknown::why));
            if (System.nanoTime() - heardNanos > MAX_SILENCE.toNanos() && othersAnswer.getAsBoolean()) {
                board.forget(this);
            }
            Future<?> unused = timer.schedule(() -> again(asked), RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void again(long asked) {
        if (asked == number) {
            announce();
        }
    }

    private boolean learn(RoleCaller.Returned returned) {
        if (returned.picture() == null || !returned.picture().matches("[A-Za-z0-9.-]{1,100}")) {
            return false;
        }
        try {
            List<Member> members = MemberCodec.read(returned.message()).stream()
                    .filter(member -> MemberRules.fault(member).isEmpty())
                    .toList();
            seen = returned.picture();
            board.learned(this, members);
            return true;
        } catch (WireException e) {
            return false;
        }
    }

    /** Tells people of a change, and not again and again. */
    private void told(boolean fails, String why) {
        if (fails && !failing) {
            LOG.warn("Hub {} does not answer ({}); its last picture of the members stays. Trying on.", hub, why);
        } else if (!fails && failing) {
            LOG.info("Hub {} answers again.", hub);
        }
        failing = fails;
    }
}
