package io.enginehub.store.jdbc;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as databases keep them: whole microseconds since 1970. */
final class Times {
    private static final Instant LATEST = Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000 - 1);
    private static final Instant EARLIEST = Instant.ofEpochSecond(Long.MIN_VALUE / 1_000_000 + 1);

    private Times() {}

    static long micros(Instant time) {
        Instant near = time.isAfter(LATEST) ? LATEST : time.isBefore(EARLIEST) ? EARLIEST : time;
        return Math.multiplyExact(near.getEpochSecond(), 1_000_000L) + near.getNano() / 1000;
    }

    /** The first microsecond that is not before a time: what is kept is after, or before, it just as the time itself. */
    static long microsUp(Instant time) {
        long micros = micros(time);
        return instant(micros).isBefore(time) && micros < micros(LATEST) ? micros + 1 : micros;
    }

    static @Nullable Long microsOrNull(@Nullable Instant time) {
        return time == null ? null : micros(time);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
