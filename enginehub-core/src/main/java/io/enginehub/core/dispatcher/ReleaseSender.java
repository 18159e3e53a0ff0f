package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.role.AtTurnEnd;
import io.enginehub.core.role.RoleLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Hands processes back: many in one call, and again until a hub has them. */
final class ReleaseSender {
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
        MemberId asking = owner;
        List<Release> batch = waiting;
        waiting = new ArrayList<>();
        if (!batch.isEmpty()) {
            hubs.ask(
                    () -> asking.equals(owner) && !stopped,
                    hub -> hub.release(asking, batch),
                    released -> arrived.accept(batch));
        }
    }
}
