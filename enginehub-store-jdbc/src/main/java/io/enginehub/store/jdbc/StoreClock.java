package io.enginehub.store.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The store's time. A server tells its own, which all hubs share. A file has none: time goes on from the latest that it
 * knows, or from this host's clock if that is ahead, and never back while the store is open.
 */
final class StoreClock {
    private final @Nullable Sql sql;
    private final long startNanos;
    private final Instant start;

    /**
     * A clock.
     *
     * @param latest the latest time that the store has written down; EPOCH: none
     */
    StoreClock(Dialect dialect, Instant latest) {
        String now = dialect.now();
        this.sql = now == null ? null : dialect.all(now);
        this.startNanos = System.nanoTime();
        Instant wall = Instant.now();
        this.start = wall.isAfter(latest) ? wall : latest;
    }

    /** Tells the time, when the script has run. */
    void read(Script script, Consumer<Instant> then) throws SQLException {
        if (sql == null) {
            then.accept(local());
        } else {
            script.read(sql, Sql.ONCE, row -> then.accept(row.time()));
        }
    }

    /** The time in microseconds, for statements on a file; those on a server look at its own, and 0 goes unseen. */
    long localMicros() {
        return sql == null ? Times.micros(local()) : 0;
    }

    private Instant local() {
        return Times.instant(Times.micros(start.plusNanos(System.nanoTime() - startNanos)));
    }
}
