package io.enginehub.core.sim;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.core.flow.CompiledFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process as the oracle has seen it, commit by commit. */
final class Seen {
    private record State(ProcessStatus status, long epoch) {}

    final CompiledFlow flow;
    /** Its place in the order from old to new. */
    final long order;

    final Map<String, Payload> steps = new HashMap<>();
    final Map<String, Payload> others = new HashMap<>();
    final List<AttemptRow> attempts = new ArrayList<>();
    private final Set<State> states = new HashSet<>();
    ProcessRow row;
    /** Since when it is as it is. */
    long since;
    /** Since when it could be claimed; -1: it cannot. */
    long runnableSince;
    /** Retention has deleted it. */
    boolean forgotten;
    /** Log lines that were committed. */
    int lines;
    /** In so many renewals in a row its owner did not name it. */
    int unnamed;

    Seen(CompiledFlow flow, ProcessRow row, long order, long now) {
        this.flow = flow;
        this.row = row;
        this.order = order;
        become(row, now);
    }

    void become(ProcessRow next, long now) {
        row = next;
        since = now;
        unnamed = 0;
        runnableSince = !next.isRunnable() ? -1 : runnableSince < 0 || states.isEmpty() ? now : runnableSince;
        states.add(new State(next.status(), next.epoch()));
    }

    /** Whether it ever was so. */
    boolean was(ProcessStatus status, long epoch) {
        return states.contains(new State(status, epoch));
    }

    long attempts(String step, boolean losses) {
        return attempts.stream()
                .filter(attempt -> attempt.key().step().equals(step)
                        && attempt.key().run() == row.run()
                        && attempt.loss() > 0 == losses)
                .map(attempt -> losses ? attempt.loss() : attempt.key().attempt())
                .distinct()
                .count();
    }
}
