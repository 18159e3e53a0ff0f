package io.enginehub.core.agent;

import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent remembers of events that are over, so that the same event gives the same answer and runs once: a success
 * for its step, whatever the attempt; a failure for its attempt only. Bounded: the oldest are forgotten, and would run
 * again.
 */
final class EventMemory {
    private static final int MAX_OUTCOMES = 10_000;
    private static final int MAX_CANCELLED = 10_000;

    /** An outcome, and how long it took. */
    record Remembered(@Nullable Payload output, @Nullable Failure failure, Duration took) {}

    /** A success is found by its step, whatever the attempt: as that of the first one, which most are. */
    private static EventKey ofStep(EventKey key) {
        return key.attempt() == 1 ? key : new EventKey(key.process(), key.step(), key.run(), 1);
    }

    private final LinkedHashMap<EventKey, Remembered> successes = new LinkedHashMap<>();
    private final LinkedHashMap<EventKey, Remembered> failures = new LinkedHashMap<>();
    private final LinkedHashMap<ProcessId, Long> cancelled = new LinkedHashMap<>();
    private final long maxBytes;
    private long bytes;

    /** @param maxBytes of all outputs; the newest one is kept even where it is larger */
    EventMemory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void remember(EventKey key, Remembered outcome) {
        if (outcome.failure() != null) {
            failures.put(key, outcome);
            if (failures.size() > MAX_OUTCOMES) {
                failures.remove(failures.keySet().iterator().next());
            }
            return;
        }
        Remembered before = successes.put(ofStep(key), outcome);
        bytes += size(outcome) - (before == null ? 0 : size(before));
        Iterator<Remembered> oldest = successes.values().iterator();
        while (successes.size() > MAX_OUTCOMES || bytes > maxBytes && successes.size() > 1) {
            bytes -= size(oldest.next());
            oldest.remove(); // why not by its key: that has to be hashed anew, and has left all caches long ago
        }
    }

    private static long size(Remembered outcome) {
        return outcome.output() == null ? 0 : outcome.output().size();
    }

    Optional<Remembered> recall(EventKey key) {
        Remembered success = successes.get(ofStep(key));
        return Optional.ofNullable(success != null || failures.isEmpty() ? success : failures.get(key));
    }

    /** Events of this process up to this epoch are not wanted any more. */
    void cancelled(Held held) {
        cancelled.merge(held.process(), held.epoch(), Math::max);
        if (cancelled.size() > MAX_CANCELLED) {
            cancelled.remove(cancelled.keySet().iterator().next());
        }
    }

    boolean isCancelled(ProcessId process, long epoch) {
        return epoch <= cancelled.getOrDefault(process, -1L);
    }
}
