package io.enginehub.examples.mining;

/**
 * Where numbers lie and how far they spread.
 *
 * @param variance the mean squared distance from the mean, over n
 */
record Moments(double mean, double variance) {
    static Moments of(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Moments(mean, squares / values.length);
    }

    /** The standard deviation. */
    double deviation() {
        return Math.sqrt(variance);
    }
}
