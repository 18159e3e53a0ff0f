package io.enginehub.launcher;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time for people: as the clock on their wall shows them. */
final class Moments {
    private static final DateTimeFormatter SECONDS = format("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MILLIS = format("yyyy-MM-dd HH:mm:ss.SSS");

    private Moments() {}

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault());
    }

    static String text(Instant time) {
        return SECONDS.format(time);
    }

    static String exact(Instant time) {
        return MILLIS.format(time);
    }
}
