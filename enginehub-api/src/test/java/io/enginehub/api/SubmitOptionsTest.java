package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitOptionsTest {
    private static String refusal(Map<String, String> labels) {
        return assertThrows(IllegalArgumentException.class, () -> new SubmitOptions(null, labels, null))
                .getMessage();
    }

    private static Map<String, String> labels(int count) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            labels.put("name" + i, "value");
        }
        return labels;
    }

    @Test
    void acceptTheBoundsOfLabels() {
        assertEquals(64, new SubmitOptions(null, labels(64), null).labels().size());
        Map<String, String> longest = Map.of("n".repeat(100), "v".repeat(1000));
        assertEquals(longest, new SubmitOptions(null, longest, null).labels());
    }

    @Test
    void refuseLabelsOutOfBounds() {
        assertEquals("a process has at most 64 labels, not 65", refusal(labels(65)));
        assertEquals("a label's name has 1 to 100 characters, unlike ''", refusal(Map.of("", "v")));
        assertEquals(
                "a label's name has 1 to 100 characters, unlike '" + "n".repeat(101) + "'",
                refusal(Map.of("n".repeat(101), "v")));
        assertEquals(
                "a label's value has up to 1000 characters; that of 'n' has 1001",
                refusal(Map.of("n", "v".repeat(1001))));
    }

    @Test
    void refuseAnIdempotencyKeyOutOfBounds() {
        assertEquals("k".repeat(200), SubmitOptions.key("k".repeat(200)).idempotencyKey());
        for (int length : new int[] {0, 201, 1 << 20}) {
            String key = "k".repeat(length);
            assertEquals(
                    "an idempotency key has 1 to 200 characters, not " + length,
                    assertThrows(IllegalArgumentException.class, () -> SubmitOptions.key(key))
                            .getMessage());
        }
    }

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
