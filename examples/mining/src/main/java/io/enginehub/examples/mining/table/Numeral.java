package io.enginehub.examples.mining.table;

import java.util.regex.Pattern;

/** A number as people write it in a file: decimal, perhaps with a sign, a point and an exponent. */
final class Numeral {
    // why: Double.parseDouble also takes "NaN", "Infinity", "1d" and "0x1p3", which are no measurements
    private static final Pattern FORM = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    private Numeral() {}

    static boolean is(String cell) {
        return FORM.matcher(cell.strip()).matches();
    }

    /** Infinite where the number is too large for a double. */
    static double parse(String cell) {
        return Double.parseDouble(cell.strip());
    }
}
