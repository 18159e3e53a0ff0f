package io.enginehub.core.hub;

import io.enginehub.api.ProcessId;
import io.enginehub.core.rules.Told;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for the end of which process. Entered on any thread, before a look at history; completed on the loop, after
 * the commit: so that no end is missed.
 */
final class Awaited {
    private static final int MAX_OPEN = 100_000;

    /**
     * Why somebody does not wait any more.
     *
     * @param ended whether the process has ended; false: the hub has stopped, and nobody will tell
     * @param told its result, where it came with the end; null: it is to be read
     */
    record End(boolean ended, @Nullable Told told) {
        /** The process has ended, whatever came of it. */
        static final End ENDED = new End(true, null);

        private static final End STOPPED = new End(false, null);
    }

    private final Map<ProcessId, List<CompletableFuture<End>>> waiting = new ConcurrentHashMap<>();
    /** Processes whose insert this hub has seen and whose end it has not. */
    private final Set<ProcessId> open = ConcurrentHashMap.newKeySet();

    private volatile boolean stopped;
    private int turn;

    /** Completes when the process has ended, or the hub has stopped. Leave with {@link #leave}. */
    CompletableFuture<End> enter(ProcessId id) {
        CompletableFuture<End> end = new CompletableFuture<>();
        waiting.compute(id, (key, all) -> {
            List<CompletableFuture<End>> list = all == null ? new CopyOnWriteArrayList<>() : all;
            list.add(end);
            return list;
        });
        if (stopped) {
            end.complete(End.STOPPED);
        }
        return end;
    }

    /** A process was inserted. On the loop. */
    void inserted(ProcessId id) {
        if (open.size() < MAX_OPEN) {
            open.add(id);
        }
    }

    /**
     * Whether a process has surely not ended, as far as this hub knows: who has entered before asking is told of the end.
     * False: nobody knows.
     */
    boolean isOpen(ProcessId id) {
        return open.contains(id);
    }

    void leave(ProcessId id, CompletableFuture<End> end) {
        waiting.computeIfPresent(id, (key, all) -> {
            all.removeIf(other -> other == end);
            return all.isEmpty() ? null : all;
        });
    }

    /** A process has ended. On the loop. */
    void ended(ProcessId id, @Nullable Told told) {
        open.remove(id);
        List<CompletableFuture<End>> all = waiting.remove(id);
        if (all != null) {
            End end = told == null ? End.ENDED : new End(true, told);
            all.forEach(waiter -> waiter.complete(end));
        }
    }

    /** The hub has stopped: lets go of all who wait. */
    void stop() {
        stopped = true;
        waiting.values().forEach(all -> all.forEach(end -> end.complete(End.STOPPED)));
        waiting.clear();
    }

    /** Those that somebody waits for, up to a limit; others at the next call, so that each has its turn. On the loop. */
    List<ProcessId> some(int limit) {
        List<ProcessId> some = waiting.keySet().stream().skip(turn).limit(limit).toList();
        turn = some.size() < limit ? 0 : turn + limit;
        return some;
    }
}
