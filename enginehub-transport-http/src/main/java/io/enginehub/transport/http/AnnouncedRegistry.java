package io.enginehub.transport.http;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Registry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The members that announce themselves: to this host's hub, and to others, whose replies say whom they know. */
final class AnnouncedRegistry implements Registry {
    private final MemberBoard board;
    private final List<HubLink> links;
    private boolean closed;

    /**
     * A registry.
     *
     * @param hubs base addresses of other hubs
     * @param isHub whether this host hears members at first hand
     */
    AnnouncedRegistry(
            MemberBoard board,
            RoleCaller caller,
            ScheduledExecutorService timer,
            List<URI> hubs,
            BooleanSupplier isHub) {
        UUID host = UUID.randomUUID();
        this.board = board;
        this.links = new ArrayList<>();
        BooleanSupplier othersAnswer =
                () -> isHub.getAsBoolean() || links.stream().anyMatch(HubLink::isHeard);
        hubs.forEach(hub -> links.add(new HubLink(hub, host, board, caller, timer, othersAnswer)));
        links.forEach(HubLink::announce);
    }

    @Override
    public synchronized Registration register(Member member) {
        if (closed) {
            return () -> {};
        }
        Object entry = board.add(member);
        links.forEach(HubLink::announce);
        return () -> remove(entry);
    }

    private void remove(Object entry) {
        if (board.remove(entry)) {
            links.forEach(HubLink::announce);
        }
    }

    @Override
    public synchronized Registration watch(Consumer<List<Member>> listener) {
        return closed ? () -> {} : board.watch(listener);
    }

    /** Tells the hubs that nobody is here any more, as far as they answer within a second. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            board.clear();
            links.forEach(HubLink::leave);
            links.forEach(HubLink::awaitLeft);
        }
    }
}
