package io.enginehub.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.enginehub.api.Algorithm;
import io.enginehub.api.InputException;
import io.enginehub.testkit.FakeStep;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How to test an algorithm without an engine: what it gives, what it says, and that it stops when it is told to. */
class AlgorithmAloneTest {
    record Settings(int rounds) {}

    /** Heron's method: the mean of a guess and of what it leaves is a better guess. */
    private static final Algorithm ROOT =
            Algorithm.of("number.root", Settings.class, Double.class, settings -> (number, step) -> {
                if (number <= 0) {
                    throw new InputException(number + " is not positive");
                }
                double root = number;
                for (int round = 1; round <= settings.rounds(); round++) {
                    if (step.isCancelled()) {
                        throw new InterruptedException("cancelled before round " + round);
                    }
                    root = (root + number / root) / 2;
                    step.progress((double) round / settings.rounds());
                }
                step.log("off by " + Math.abs(root * root - number));
                return root;
            });

    private final FakeStep step = new FakeStep();

    @Test
    void comesNearerEachRound() throws Exception {
        assertEquals(5.0, step.run(ROOT, new Settings(1), 9).as(Double.class));
        assertEquals(3.4, step.run(ROOT, new Settings(2), 9).as(Double.class));
        assertEquals(List.of("off by 16.0", "off by 2.5599999999999987"), step.logged());
    }

    @Test
    void saysWhatIsWrongWithTheInput() {
        InputException e = assertThrows(InputException.class, () -> step.run(ROOT, new Settings(9), -1));
        assertEquals("-1.0 is not positive", e.getMessage());
    }

    @Test
    void stopsWhenNobodyWantsTheResultAnyMore() {
        step.cancelAt(0.5);
        assertThrows(InterruptedException.class, () -> step.run(ROOT, new Settings(4), 9));
        assertEquals(List.of(0.25, 0.5), step.progress());
    }
}
