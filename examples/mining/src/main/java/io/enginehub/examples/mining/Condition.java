package io.enginehub.examples.mining;

import java.util.Objects;

/** Something that holds for the rows on one side of a split. */
record Condition(String column, Side is, double value) {
    /** Where a row's value lies. */
    enum Side {
        AT_MOST,
        ABOVE
    }

    Condition {
        Objects.requireNonNull(column, "a condition's \"column\" is missing");
        Objects.requireNonNull(is, "a condition's \"is\" is missing");
    }

    boolean holds(double cell) {
        return switch (is) {
            case AT_MOST -> cell <= value;
            case ABOVE -> cell > value;
        };
    }

    /** Whether this says more than an earlier condition on the way from the root, so that it can stand in its place. */
    boolean sharpens(Condition earlier) {
        return column.equals(earlier.column) && is == earlier.is;
    }

    @Override
    public String toString() {
        String rounded = String.valueOf((float) value);
        return switch (is) {
            case AT_MOST -> column + " <= " + rounded;
            case ABOVE -> column + " > " + rounded;
        };
    }
}
