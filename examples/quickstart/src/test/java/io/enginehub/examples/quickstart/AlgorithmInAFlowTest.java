package io.enginehub.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.InputException;
import io.enginehub.api.ProcessFailedException;
import io.enginehub.api.ProcessFlow;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How to test an algorithm where it will live: in a flow, in an engine that the test class starts and JUnit closes. */
class AlgorithmInAFlowTest {
    record Scale(double factor) {}

    private static final Algorithm TIMES =
            Algorithm.of("number.times", Scale.class, Double.class, scale -> (number, step) -> number * scale.factor());

    private static final Algorithm ROOT = Algorithm.of("number.root", Double.class, number -> {
        if (number < 0) {
            throw new InputException(number + " has no square root.");
        }
        return Math.sqrt(number);
    });

    private static final ProcessFlow FLOW = ProcessFlow.builder("root")
            .processor("twice", "number.times", p -> p.model(new Scale(2)))
            .processor("root", "number.root", p -> p.input("twice"))
            .build();

    @AutoClose
    final EngineHub engine = EngineHub.local().algorithm(TIMES).algorithm(ROOT).start();

    @Test
    void passesWhatOneAlgorithmGivesToTheNext() {
        assertEquals(6.0, engine.run(FLOW, 18).output(Double.class));
    }

    @Test
    void saysWhichStepFailedAndWhy() {
        var result = engine.run(FLOW, -1);
        var failure = result.process().failure();
        assertEquals("INPUT in 'root': -2.0 has no square root.", String.valueOf(failure));
        assertThrows(ProcessFailedException.class, result::output);
    }
}
