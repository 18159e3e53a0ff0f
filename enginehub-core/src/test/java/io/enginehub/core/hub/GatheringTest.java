package io.enginehub.core.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a transaction waits for more. The last one took four milliseconds, where nothing else is said. */
class GatheringTest {
    private static final Duration PART = Duration.ofMillis(1);

    private final Gathering gathering = new Gathering(100);

    private static long millis(double time) {
        return (long) (time * 1e6);
    }

    private void answered(int operations, int waiting, double took) {
        gathering.ended(operations, waiting, millis(took), 0);
    }

    /** What comes is as late as that, for long enough to be learned. */
    private void comes(double late) {
        for (int i = 0; i < 200; i++) {
            gathering.came(millis(late));
        }
    }

    @Test
    void waitsForAsManyAsWereAnsweredOrHadCome() {
        answered(5, 3, 4);
        assertEquals(PART, gathering.pause(7, 0, 0));
        assertTrue(gathering.pause(8, 0, 0).isZero());
        assertTrue(gathering.isWhole(8));
    }

    @Test
    void doesNotWaitForTheFirstNorForOneAlone() {
        assertTrue(gathering.pause(1, 0, 0).isZero());
        answered(1, 0, 4);
        assertTrue(gathering.pause(1, 0, 0).isZero());
        answered(8, 0, 4);
        assertTrue(gathering.pause(0, 0, 0).isZero());
    }

    @Test
    void doesNotWaitWhereTheStoreIsQuick() {
        answered(8, 0, 0.1);
        assertTrue(gathering.pause(2, 0, 0).isZero());
    }

    @Test
    void waitsNoLongerThanFiveMillisecondsAtOnce() {
        answered(8, 0, 1000);
        assertEquals(Duration.ofMillis(5), gathering.pause(2, 0, 0));
    }

    @Test
    void goesOnWaitingWhileMoreComeButNotForLong() {
        answered(8, 0, 4);
        assertEquals(PART, gathering.pause(3, 1, 2));
        assertTrue(gathering.pause(3, 2, 3).isZero());
        assertEquals(PART, gathering.pause(5, 3, 4));
        assertTrue(gathering.pause(6, 4, 5).isZero());
    }

    @Test
    void waitsForWhatComesLateAsARule() {
        answered(8, 0, 4);
        comes(1.5);
        assertEquals(PART, gathering.pause(2, 2, 2));
        assertTrue(gathering.pause(2, 3, 2).isZero(), "after twice as long the rest does not come");
        comes(0.2);
        assertTrue(gathering.pause(2, 1, 2).isZero());
    }

    @Test
    void learnsNothingFromWhatComesBeforeTheFirstAnswer() {
        gathering.came(Long.MIN_VALUE / 2); // why: the loop's time may be any number
        answered(8, 0, 4);
        comes(1.5);
        assertEquals(PART, gathering.pause(2, 2, 2));
    }

    @Test
    void aTransactionOfClaimsAloneIsNoAnswer() {
        answered(8, 0, 4);
        gathering.ended(0, 8, millis(4), millis(4));
        comes(5);
        assertTrue(gathering.pause(2, 1, 2).isZero(), "it is 5 ms late, not 1");
    }

    @Test
    void doesNotWaitForWhatComesLateWhenEnoughAreThere() {
        answered(40, 0, 4);
        comes(1.5);
        assertEquals(PART, gathering.pause(15, 1, 15));
        assertTrue(gathering.pause(16, 1, 16).isZero());
        assertEquals(PART, gathering.pause(17, 1, 16));
    }

    @Test
    void doesNotWaitForWhatComesLaterThanATransactionTakes() {
        answered(8, 0, 4);
        comes(4.5);
        assertEquals(PART, gathering.pause(2, 0, 0));
        assertTrue(gathering.pause(2, 1, 2).isZero());
    }
}
