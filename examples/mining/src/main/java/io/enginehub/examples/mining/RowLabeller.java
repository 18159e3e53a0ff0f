package io.enginehub.examples.mining;

/** Says which class a row is of. Thread-safe. */
@FunctionalInterface
interface RowLabeller {
    String label(double[] row);
}
