package io.enginehub.examples.mining;

/**
 * Where numbers lie and how far they spread.
 *
 * @param variance the mean squared distance from the mean, over n
 */
record Moments(double mean, double variance) {
    static Moments of(double[] values) {
        double origin = values[0]; // why: counted from one of them, equal numbers have no variance, not a trace of one
        double sum = 0;
        for (double value : values) {
            sum += value - origin;
        }
        double mean = origin + sum / values.length;
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
