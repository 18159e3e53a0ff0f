package io.enginehub.cluster;

import io.enginehub.api.Page;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How long it takes until what a dead dispatcher held is with another one: from its death, or from when a hub and a
 * dispatcher were there if that was later, to the next claim of the process (or its end), as the store shows it.
 */
final class Takeovers implements AutoCloseable {
    private static final int MOST = 1000;
    private static final long LOOK_MILLIS = 25;

    private record Orphan(ProcessRow row, long sinceNanos) {}

    private final ProcessHistory history;
    private final Supplier<OptionalLong> rescueSince;
    private final ConcurrentLinkedQueue<Orphan> orphans = new ConcurrentLinkedQueue<>();
    private final List<Long> nanos = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread watch = new Thread(this::watch, "takeovers");

    /**
     * Begins to look.
     *
     * @param rescueSince since when somebody has been there who can take over; empty: nobody is
     */
    Takeovers(ProcessHistory history, Supplier<OptionalLong> rescueSince) {
        this.history = history;
        this.rescueSince = rescueSince;
        watch.setDaemon(true);
        watch.start();
    }

    /** What a dispatcher holds. */
    static List<ProcessRow> heldBy(ProcessHistory history, String dispatcher) {
        Page<ProcessRow> running = history.list(
                ProcessQuery.all().statuses(Set.of(ProcessStatus.RUNNING)).limit(MOST));
        return running.items().stream()
                .filter(row -> row.hold() != null && row.hold().owner().name().equals(dispatcher))
                .toList();
    }

    /** Their dispatcher is dead. */
    void orphaned(List<ProcessRow> rows) {
        long now = System.nanoTime();
        rows.forEach(row -> orphans.add(new Orphan(row, now)));
    }

    private void watch() {
        try {
            while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                orphans.removeIf(this::isTaken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTaken(Orphan orphan) {
        ProcessRow row = history.find(orphan.row.id()).orElseThrow();
        boolean claimed = row.status() == ProcessStatus.RUNNING && row.epoch() > orphan.row.epoch();
        OptionalLong rescue = rescueSince.get();
        if (!claimed && !row.status().isTerminal() || rescue.isEmpty()) {
            return false;
        }
        long since = rescue.getAsLong() - orphan.sinceNanos > 0 ? rescue.getAsLong() : orphan.sinceNanos;
        synchronized (nanos) {
            nanos.add(Math.max(0, System.nanoTime() - since));
        }
        return true;
    }

    /** Those that nobody has taken yet. */
    int open() {
        return orphans.size();
    }

    private long[] sorted() {
        synchronized (nanos) {
            return nanos.stream().mapToLong(each -> each).sorted().toArray();
        }
    }

    /** So long it took for all but one in a hundred. */
    Duration p99() {
        long[] all = sorted();
        return all.length == 0 ? Duration.ZERO : Duration.ofNanos(all[(all.length - 1) * 99 / 100]);
    }

    @Override
    public String toString() {
        long[] all = sorted();
        return String.format(
                        Locale.ROOT,
                        "%d taken over, p50 %.1f s, p99 %.1f s",
                        all.length,
                        all.length == 0 ? 0 : all[all.length / 2] / 1e9,
                        p99().toNanos() / 1e9)
                + (all.length == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", last %.1f s",
                                Arrays.stream(all).max().orElse(0) / 1e9));
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
