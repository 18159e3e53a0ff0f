package io.enginehub.core.sim;

import io.enginehub.api.HubListener;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** A host's listener, on a thread of its own that is sometimes slow: hears only what was committed, and in order. */
final class Ears implements HubListener, Executor {
    /** So many commits may wait for a listener. */
    private static final int BOUND = 10_000;

    private final SimulatedTime time;
    private final Faults faults;
    private final Oracle oracle;
    private final Boot boot;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final Map<ProcessId, Long> heard = new HashMap<>();
    private boolean busy;

    Ears(SimulatedTime time, Faults faults, Oracle oracle, Boot boot) {
        this.time = time;
        this.faults = faults;
        this.oracle = oracle;
        this.boot = boot;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        oracle.check(waiting.size() <= BOUND, "more changes wait for a listener than may");
        next();
    }

    private void next() {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            time.after(faults.listening(), boot, () -> {
                busy = false;
                waiting.remove().run();
                next();
            });
        }
    }

    @Override
    public void changed(ProcessInstance process) {
        oracle.heard(process);
        long before = heard.getOrDefault(process.id(), 0L);
        oracle.check(
                process.epoch() >= before, () -> "a listener heard of an old change after a new one: " + process.id());
        heard.put(process.id(), process.epoch());
    }
}
