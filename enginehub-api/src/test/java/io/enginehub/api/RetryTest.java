package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void triesThreeTimesByDefault() {
        assertEquals(new Retry(3, SECOND, 2, Duration.ofMinutes(1)), Retry.DEFAULT);
        assertEquals(1, Retry.NONE.maxAttempts());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void acceptsTheBoundsOfAttempts(int attempts) {
        assertEquals(attempts, new Retry(attempts, SECOND, 1, SECOND).maxAttempts());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void refusesAttemptsOutOfBounds(int attempts) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Retry(attempts, SECOND, 2, SECOND));
        assertEquals("retry.maxAttempts must be from 1 to 1000, not " + attempts, e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 100})
    void acceptsTheBoundsOfTheMultiplier(double multiplier) {
        assertEquals(multiplier, new Retry(2, SECOND, multiplier, SECOND).multiplier());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, 0, -1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAMultiplierOutOfBounds(double multiplier) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Retry(2, SECOND, multiplier, SECOND));
        assertEquals("retry.multiplier must be from 1 to 100, not " + multiplier, e.getMessage());
    }

    @Test
    void acceptsDelaysFromNoneToAHundredYears() {
        Duration longest = Duration.ofDays(36_500);
        assertEquals(longest, new Retry(2, Duration.ZERO, 1, longest).maxBackoff());
        assertEquals(longest, new Retry(2, longest, 1, Duration.ZERO).backoff());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.000000001S", "PT876000H0.000000001S", "PT9223372036854775807S"})
    void refusesOtherDelays(String text) {
        Duration delay = Duration.parse(text);
        assertThrows(IllegalArgumentException.class, () -> new Retry(2, delay, 2, SECOND));
        assertThrows(IllegalArgumentException.class, () -> new Retry(2, SECOND, 2, delay));
    }
}
