package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Renewal;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the dispatcher's one lease while it owns processes, and knows how long it surely holds: counted from before each
 * request was sent, less a margin. When that has passed, nothing is sent to agents until a renewal is answered.
 */
final class LeaseKeeper {
    private final RoleLoop loop;
    private final Hubs hubs;
    private final Supplier<List<Held>> held;
    private final Consumer<Renewal> renewed;
    private Duration lease = Duration.ofSeconds(5);
    private long surelyUntil;
    private boolean outstanding;
    private @Nullable Registration timer;
    private MemberId owner;

    /**
     * A keeper.
     *
     * @param held what is owned
     * @param renewed is told what each renewal was answered
     */
    LeaseKeeper(RoleLoop loop, Hubs hubs, MemberId owner, Supplier<List<Held>> held, Consumer<Renewal> renewed) {
        this.loop = loop;
        this.hubs = hubs;
        this.owner = owner;
        this.held = held;
        this.renewed = renewed;
        this.surelyUntil = loop.nanoTime();
    }

    /** A claim or renewal that was sent then was granted for so long. */
    void granted(long sentNanos, Duration granted) {
        lease = granted;
        long until = sentNanos + granted.toNanos() * 9 / 10;
        surelyUntil = until - surelyUntil > 0 ? until : surelyUntil;
        arm();
    }

    /** Whether the lease surely holds now. */
    boolean isSafe() {
        return surelyUntil - loop.nanoTime() > 0;
    }

    /** Another incarnation of this role: nothing is held yet. */
    void restart(MemberId incarnation) {
        owner = incarnation;
        surelyUntil = loop.nanoTime();
        stop();
    }

    void stop() {
        if (timer != null) {
            timer.close();
            timer = null;
        }
    }

    private void arm() {
        if (timer == null && !outstanding) {
            timer = loop.after(loop.jittered(lease.multipliedBy(3).dividedBy(10)), this::renew);
        }
    }

    private void renew() {
        timer = null;
        List<Held> owned = held.get();
        Optional<WaitingQueue> hub = hubs.current();
        if (owned.isEmpty()) {
            return; // why: only a dispatcher that owns something renews; the next claim grants the lease anew
        }
        if (hub.isEmpty()) {
            arm();
            return;
        }
        outstanding = true;
        long sent = loop.nanoTime();
        MemberId asking = owner;
        loop.ask(hub.get().renew(owner, owned), lease.dividedBy(3), reply -> {
            outstanding = false;
            if (asking.equals(owner)) {
                answered(reply, sent);
            }
            arm();
        });
    }

    private void answered(Reply<Renewal> reply, long sent) {
        if (reply instanceof Reply.Ok<Renewal> ok) {
            if (ok.value().session() == SessionState.HELD) {
                granted(sent, ok.value().lease());
            }
            renewed.accept(ok.value());
        } else {
            hubs.next();
        }
    }
}
