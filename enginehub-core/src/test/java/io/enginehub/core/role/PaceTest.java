package io.enginehub.core.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration MICRO = Duration.ofNanos(1000);

    private final Pace pace = new Pace();

    @Test
    void nothingStandsInLineWhileNothingIsKnown() {
        assertEquals(0, pace.ahead(4, 1));
    }

    @Test
    void asManyStandInLineAsAreDoneWithinAMoment() {
        pace.took(Duration.ofNanos(250_000));
        assertEquals(4, pace.ahead(1, 1));
        assertEquals(8, pace.ahead(2, 1));
        assertEquals(32, pace.ahead(2, 4));
    }

    @Test
    void noMoreThanTheBoundHoweverShort() {
        pace.took(Duration.ZERO);
        assertEquals(2 * Pace.MAX_AHEAD, pace.ahead(2, 1));
    }

    @Test
    void oneLongEventEndsTheLine() {
        pace.took(MICRO);
        pace.took(Duration.ofSeconds(1));
        assertEquals(0, pace.ahead(4, 1));
        for (int i = 0; i < 100; i++) {
            pace.took(MICRO);
        }
        assertTrue(pace.ahead(4, 1) > 4);
    }
}
