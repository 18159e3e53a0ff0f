package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTextTest {
    /** Where no clock of a build is likely to be, and days begin with 18:30 of the one before at Greenwich. */
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-28T17:30+05:30[Asia/Kolkata]");

    @ParameterizedTest
    @CsvSource({
        "90s,                       2026-11-28T11:58:30Z",
        "30m,                       2026-11-28T11:30:00Z",
        "2h,                        2026-11-28T10:00:00Z",
        "' 2 H ',                   2026-11-28T10:00:00Z",
        "7d,                        2026-11-21T12:00:00Z",
        "PT2H,                      2026-11-28T10:00:00Z",
        "P1D,                       2026-11-27T12:00:00Z",
        "2026-11-28T10:00:00Z,      2026-11-28T10:00:00Z",
        "2026-11-28T10:00:00+02:00, 2026-11-28T08:00:00Z"
    })
    void isSoLongAgoOrATimeWithItsZone(String text, Instant time) {
        assertEquals(time, TimeText.parse("--since", text, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-28,              2026-11-27T18:30:00Z",
        "2026-11-28T17:30,        2026-11-28T12:00:00Z",
        "2026-11-28 17:30:15,     2026-11-28T12:00:15Z",
        "2026-11-28 17:30:15.250, 2026-11-28T12:00:15.250Z"
    })
    void isATimeAsTheClockHereShowsIt(String text, Instant time) {
        assertEquals(time, TimeText.parse("--since", text, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2",
                "h",
                "-2h",
                "2w",
                "2026-11-31",
                "28.11.2026",
                "17:30",
                "1234567d",
                "P99999999999999D",
                "-P106751991167300D"
            })
    void isToldWithWhatIsAllowedWhereItIsNone(String text) {
        String message = assertThrows(BadInputException.class, () -> TimeText.parse("--until", text, NOW))
                .getMessage();
        assertTrue(message.startsWith("--until " + text + ": write how long ago, such as 30m"), message);
    }
}
