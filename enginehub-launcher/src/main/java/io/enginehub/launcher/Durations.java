package io.enginehub.launcher;

import java.time.Duration;
import java.util.Locale;

/** Durations for people: as exact as one cares, never longer than a glance. */
final class Durations {
    private Durations() {}

    static String text(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        if (millis < 3_600_000) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}
