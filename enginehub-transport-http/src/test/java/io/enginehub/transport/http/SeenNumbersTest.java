package io.enginehub.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SeenNumbersTest {
    private static final UUID SENDER = new UUID(1, 1);
    private static final long AGE = 1000;

    private final SeenNumbers seen = new SeenNumbers();

    private boolean add(long number) {
        return seen.add(SENDER, number, 0, AGE);
    }

    @Test
    void takesEachNumberOnceInWhateverOrder() {
        Random random = new Random(7);
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            long number = Math.max(0, i - random.nextInt(SeenNumbers.WINDOW / 2));
            assertEquals(taken.add(number), add(number), "number " + number);
        }
    }

    @Test
    void refusesWhatIsTooFarBehindToTell() {
        assertTrue(add(SeenNumbers.WINDOW * 3L));
        assertFalse(add(SeenNumbers.WINDOW * 2L));
        assertTrue(add(SeenNumbers.WINDOW * 2L + 1));
        assertFalse(add(0));
    }

    @Test
    void keepsSendersApart() {
        assertTrue(add(5));
        assertTrue(seen.add(new UUID(2, 2), 5, 0, AGE));
        assertFalse(add(5));
    }

    @Test
    void forgetsASenderOnlyWhenItsRequestsAreTooOldAnyway() {
        assertTrue(add(5));
        assertTrue(seen.add(new UUID(2, 2), 1, AGE, AGE));
        assertFalse(seen.add(SENDER, 5, 2 * AGE, AGE));
        assertTrue(seen.add(new UUID(3, 3), 1, 5 * AGE, AGE));
        assertTrue(seen.add(SENDER, 5, 5 * AGE, AGE));
    }
}
