package io.enginehub.examples.mining;

import java.util.Objects;

/**
 * How a column is standardised: what lies at the mean becomes 0, what lies one deviation above it 1.
 *
 * @param deviation the standard deviation over n; 0 for a column that is constant
 */
record Scale(String name, double mean, double deviation) {
    Scale {
        Objects.requireNonNull(name, "a column's \"name\" is missing");
    }

    static Scale of(String name, double[] values) {
        Moments moments = Moments.of(values);
        return new Scale(name, moments.mean(), moments.deviation());
    }

    /** The deviation, or 1 where there is none. */
    double unit() {
        return deviation == 0 ? 1 : deviation;
    }

    double apply(double value) {
        return (value - mean) / unit();
    }
}
