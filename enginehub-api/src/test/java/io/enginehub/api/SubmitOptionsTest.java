package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitOptionsTest {
    private static SubmitOptions within(Duration deadline) {
        return new SubmitOptions(null, Map.of(), deadline);
    }

    @Test
    void takesADeadlineOfUpToAHundredYears() {
        assertEquals(Duration.ofDays(36_500), within(Duration.ofDays(36_500)).deadline());
        assertEquals(Duration.ofNanos(1), within(Duration.ofNanos(1)).deadline());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT876000H0.000000001S", "PT2562047788015215H30M7S"})
    void refusesADeadlineOutOfBoundsAndSaysWhichTheyAre(String deadline) {
        assertEquals(
                "a deadline is positive and at most PT876000H, not " + deadline + "; null leaves it to the flow",
                assertThrows(IllegalArgumentException.class, () -> within(Duration.parse(deadline)))
                        .getMessage());
    }
}
