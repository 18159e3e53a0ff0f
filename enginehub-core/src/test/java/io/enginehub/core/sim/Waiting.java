package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import java.util.List;

/** Says of each process that should have ended why it waits. */
final class Waiting {
    private final SimulatedTime time;
    private final Cluster cluster;
    private final Oracle oracle;
    private final ProcessHistory truth;

    Waiting(SimulatedTime time, Cluster cluster, Oracle oracle, ProcessHistory truth) {
        this.time = time;
        this.cluster = cluster;
        this.oracle = oracle;
        this.truth = truth;
    }

    /**
     * Explains.
     *
     * @param lacking the models that agents lack
     */
    void explain(List<String> lacking) {
        List<Seen> open = List.copyOf(oracle.open());
        oracle.violation(open.size() + " processes have not ended in the calm, or a client was never answered");
        lacking.forEach(oracle::violation);
        open.forEach(this::explain);
        agents();
    }

    private void explain(Seen seen) {
        ProcessRow row = seen.row;
        oracle.violation(seen.flow.flow().key() + " " + row.id() + " " + row.status() + " epoch " + row.epoch()
                + " owner " + row.owner() + " waiting " + row.waiting() + " need " + row.need() + " finished "
                + seen.steps.keySet() + " attempts " + truth.attempts(row.id()).size() + " session "
                + (row.owner() == null ? null : oracle.sessions.find(row.owner())));
        for (Host host : cluster.hosts()) {
            Roles roles = host.roles();
            if (roles != null && roles.front() != null && row.status() == ProcessStatus.PENDING) {
                oracle.violation("  as " + host.name + " explains it: "
                        + roles.front().explain(row.id()).text());
            }
            if (roles != null && roles.dispatcher() != null) {
                var unused = roles.dispatcher()
                        .inspect(row.id())
                        .thenAccept(reply -> oracle.violation("  in the slots of " + host.name + ": " + reply));
            }
        }
        run();
    }

    private void agents() {
        for (Host host : cluster.hosts()) {
            Roles roles = host.roles();
            if (roles != null && roles.agent() != null) {
                var unused = roles.agent().status().thenAccept(reply -> oracle.violation(host.name + ": " + reply));
            }
        }
        run();
    }

    private void run() {
        long until = time.now() + 3 * SECOND;
        boolean more = true;
        while (more) {
            more = time.step(until);
        }
    }
}
