package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.role.AtTurnEnd;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Hands processes back: many in one call, and again until a hub has them. */
final class ReleaseSender {
    private static final Duration RETRY = Duration.ofMillis(250);

    private final RoleLoop loop;
    private final Hubs hubs;
    private final Consumer<List<Release>> arrived;
    private final AtTurnEnd flush;
    private List<Release> waiting = new ArrayList<>();
    private MemberId owner;
    private boolean stopped;

    /**
     * A sender.
     *
     * @param arrived is told what a hub has
     */
    ReleaseSender(RoleLoop loop, Hubs hubs, MemberId owner, Consumer<List<Release>> arrived) {
        this.loop = loop;
        this.hubs = hubs;
        this.owner = owner;
        this.arrived = arrived;
        this.flush = new AtTurnEnd(loop, this::flush);
    }

    void add(Release release) {
        waiting.add(release);
        flush.ask();
    }

    void restart(MemberId incarnation) {
        owner = incarnation;
    }

    /** Sends what waits for the last time, and nothing after that; goes on when a hub has it, or none answers. */
    void stop(Runnable then) {
        stopped = true;
        List<Release> last = waiting;
        waiting = new ArrayList<>();
        Optional<WaitingQueue> hub = hubs.current();
        if (last.isEmpty() || hub.isEmpty()) {
            then.run();
        } else {
            loop.ask(hub.get().release(owner, last), reply -> then.run());
        }
    }

    private void flush() {
        List<Release> batch = waiting;
        waiting = new ArrayList<>();
        if (!batch.isEmpty()) {
            send(owner, batch);
        }
    }

    private void send(MemberId asking, List<Release> batch) {
        if (!asking.equals(owner) || stopped) {
            return;
        }
        Optional<WaitingQueue> hub = hubs.current();
        if (hub.isEmpty()) {
            loop.after(RETRY, () -> send(asking, batch));
            return;
        }
        loop.ask(hub.get().release(asking, batch), reply -> {
            if (reply instanceof Reply.Ok<Boolean>) {
                arrived.accept(batch);
            } else if (!stopped) {
                hubs.next();
                loop.after(loop.jittered(RETRY), () -> send(asking, batch));
            }
        });
    }
}
