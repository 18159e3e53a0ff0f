package io.enginehub.examples.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    // why: a column with a trace of variance would be stretched by it, to distances in the quadrillions
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1.0 / 3, -7e300, 1e-320})
    void equalNumbersHaveNoVarianceNotEvenATraceOfIt(double value) {
        double[] values = new double[10];
        Arrays.fill(values, value);
        assertEquals(new Moments(value, 0), Moments.of(values));
    }

    @Test
    void numbersFarFromZeroHaveTheVarianceOfThoseNearIt() {
        double[] values = {4, 7, 13, 16};
        assertEquals(new Moments(10, 22.5), Moments.of(values));
        assertEquals(
                new Moments(1e9 + 10, 22.5),
                Moments.of(Arrays.stream(values).map(value -> 1e9 + value).toArray()));
    }
}
