package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.MILLI;
import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.SessionRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Looks every half second whether what time brings is done in time: given a hub that has been well for one lease. */
final class Watch {
    private static final long EVERY = 500 * MILLI;
    private static final long IN_TIME = 2 * SECOND + EVERY;

    private final SimulatedTime time;
    private final Cluster cluster;
    private final Oracle oracle;
    private final Map<Object, Long> dueSince = new HashMap<>();

    Watch(SimulatedTime time, Cluster cluster, Oracle oracle) {
        this.time = time;
        this.cluster = cluster;
        this.oracle = oracle;
    }

    void start() {
        time.after(EVERY, null, () -> {
            look();
            start();
        });
    }

    private void look() {
        long wellFrom = cluster.hubs().stream()
                .filter(hub -> hub.boot() != null && hub.health != null)
                .mapToLong(hub -> hub.health.wellFrom())
                .min()
                .orElse(Long.MAX_VALUE / 2);
        Instant now = cluster.store.now();
        for (MemberId owner : oracle.moves.owners()) {
            SessionRow session = oracle.sessions.find(owner);
            boolean over = session != null && !session.expires().isAfter(now);
            overdue(owner, over, wellFrom + Cluster.LEASE.toNanos(), "the lease of " + owner + " is over (P5)");
        }
        for (Seen seen : oracle.open()) {
            Instant due = seen.row.due();
            boolean over = due != null && !due.isAfter(now);
            overdue(seen, over, wellFrom, "process " + seen.row.id() + " was due at " + due);
        }
    }

    private void overdue(Object what, boolean is, long wellFrom, String told) {
        if (!is) {
            dueSince.remove(what);
            return;
        }
        long since = dueSince.computeIfAbsent(what, w -> time.now());
        if (wellFrom <= time.now() && time.now() - Math.max(since, wellFrom) > IN_TIME) {
            oracle.violation(told + ", and nothing is done about it");
        }
    }
}
