package io.enginehub.core.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is learned of how late operations come back; the rest is seen in {@link StoreWriterTest}. */
class GatheringTest {
    private static final Duration PART = Duration.ofMillis(1);

    private final Gathering gathering = new Gathering(100);

    private static long millis(double time) {
        return (long) (time * 1e6);
    }

    /** A transaction of four milliseconds. */
    private void answered(int operations) {
        gathering.ended(operations, 0, millis(4), 0);
    }

    /** What comes is as late as that, for long enough to be learned. */
    private void comes(double late) {
        for (int i = 0; i < 200; i++) {
            gathering.came(millis(late));
        }
    }

    @Test
    void waitsForWhatComesLateAsARule() {
        answered(8);
        comes(1.5);
        assertEquals(PART, gathering.pause(2, 2, 2));
        assertTrue(gathering.pause(2, 3, 2).isZero(), "after twice as long the rest does not come");
        comes(0.2);
        assertTrue(gathering.pause(2, 1, 2).isZero());
    }

    @Test
    void learnsNothingFromWhatComesBeforeTheFirstAnswer() {
        gathering.came(Long.MIN_VALUE / 2); // why: the loop's time may be any number
        answered(8);
        comes(1.5);
        assertEquals(PART, gathering.pause(2, 2, 2));
    }

    @Test
    void aTransactionOfClaimsAloneIsNoAnswer() {
        answered(8);
        gathering.ended(0, 8, millis(4), millis(4));
        comes(5);
        assertTrue(gathering.pause(2, 1, 2).isZero(), "it is 5 ms late, not 1");
    }

    @Test
    void doesNotWaitForWhatComesLateWhenEnoughAreThere() {
        answered(40);
        comes(1.5);
        assertEquals(PART, gathering.pause(15, 1, 15));
        assertTrue(gathering.pause(16, 1, 16).isZero());
        assertEquals(PART, gathering.pause(17, 1, 16));
    }

    @Test
    void doesNotWaitForWhatComesLaterThanATransactionTakes() {
        answered(8);
        comes(4.5);
        assertEquals(PART, gathering.pause(2, 0, 0));
        assertTrue(gathering.pause(2, 1, 2).isZero());
    }
}
