package io.enginehub.examples.mining;

import org.jspecify.annotations.Nullable;

/** Checks of a setting that may be left out; a fault names it. */
final class Setting {
    private Setting() {}

    static void atLeast(int least, String name, @Nullable Integer value) {
        if (value != null && value < least) {
            throw new IllegalArgumentException("\"" + name + "\" must be at least " + least + ", not " + value);
        }
    }

    static void notNegative(String name, @Nullable Double value) {
        if (value != null && !(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("\"" + name + "\" must not be negative, and it is " + value);
        }
    }
}
