package io.enginehub.core.hub;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Reply;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.Cancellations;
import io.enginehub.core.rules.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what time brings: looks once a second, and at the moment when the next process is due. Takes the processes of dead
 * dispatchers back; after a start or a stall only when one lease has passed, since until then nobody could renew.
 */
final class Reaper {
    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration STALL = Duration.ofSeconds(2);
    private static final int LIMIT = 256;

    private final RoleLoop loop;
    private final StoreReader reader;
    private final StoreWriter writer;
    private final Duration lease;
    private final Told told;
    private long lastLook;
    private long mayReapFrom;
    private boolean looking;
    private boolean stopped;
    private @Nullable Registration early;
    private long earlyAt;

    /** Hears what it does, on the loop. */
    interface Told {
        /** A deadline has ended a process. */
        void moved(Cancellations.Answer answer);

        /** So many processes of a dispatcher went back into the waiting queue. */
        void takenBack(MemberId owner, int processes);

        /** There are processes of these needs that may be claimed, whichever hub has put them there. */
        void present(Set<Need> runnable);

        /** Runs once a second beside it. */
        void eachSecond();
    }

    Reaper(RoleLoop loop, StoreReader reader, StoreWriter writer, Duration lease, Told told) {
        this.loop = loop;
        this.reader = reader;
        this.writer = writer;
        this.lease = lease;
        this.told = told;
        this.lastLook = loop.nanoTime();
        this.mayReapFrom = lastLook + lease.toNanos();
    }

    void start() {
        loop.after(EVERY, this::tick);
        look();
    }

    void stop() {
        stopped = true;
    }

    private void tick() {
        if (stopped) {
            return;
        }
        long now = loop.nanoTime();
        if (now - lastLook > STALL.toNanos()) {
            mayReapFrom = now + lease.toNanos();
        }
        lastLook = now;
        loop.after(EVERY, this::tick);
        look();
        told.eachSecond();
    }

    private void look() {
        if (looking || stopped) {
            return;
        }
        looking = true;
        reader.read(history -> history.look(LIMIT), this::found, () -> looking = false);
    }

    private void found(ProcessHistory.Look look) {
        looking = false;
        told.present(look.runnable());
        look.due().forEach(this::due);
        if (loop.nanoTime() - mayReapFrom >= 0) {
            look.expired().forEach(session -> takeBack(session.id(), false, session.claimNumber(), done -> {}));
        }
    }

    private void due(ProcessId id) {
        loop.ask(
                writer.run(new Cancellations.Due(id)),
                reply -> reply.fold(
                        answer -> {
                            told.moved(answer);
                            return true;
                        },
                        refused -> false,
                        unknown -> false));
    }

    /**
     * Takes back what an owner holds. Says whether the store has answered, so that it is worth while to look again.
     *
     * @param superseded another incarnation said that it supersedes this one, so that the lease's end need not be waited
     *     for
     * @param lastClaim the owner's last claim, as it was known before this call: one that comes after it makes this fail
     */
    void takeBack(MemberId owner, boolean superseded, long lastClaim, Consumer<Boolean> then) {
        reader.read(
                history -> history.owned(owner),
                rows -> {
                    List<ProcessId> ids = rows.stream().map(ProcessRow::id).toList();
                    loop.ask(writer.run(new Leases.TakeBack(owner, ids, superseded, lastClaim)), reply -> {
                        if (!ids.isEmpty() && reply instanceof Reply.Ok<Boolean> ok && ok.value()) {
                            LOG.warn("Dispatcher {} is gone: {} of its processes go on elsewhere.", owner, ids.size());
                            told.takenBack(owner, ids.size());
                        }
                        then.accept(reply instanceof Reply.Ok<Boolean>);
                    });
                },
                () -> then.accept(false));
    }

    /** A process was written that is due then: looks at that moment, unless a look comes first. */
    void dueAt(Instant at, Instant storeNow) {
        Duration left = Duration.between(storeNow, at);
        if (left.compareTo(EVERY) >= 0) {
            return;
        }
        long when = loop.nanoTime() + Math.max(0, left.toNanos());
        if (early == null || when - earlyAt < 0) {
            if (early != null) {
                early.close();
            }
            earlyAt = when;
            early = loop.after(Duration.ofNanos(Math.max(0, left.toNanos())), () -> {
                early = null;
                look();
            });
        }
    }
}
