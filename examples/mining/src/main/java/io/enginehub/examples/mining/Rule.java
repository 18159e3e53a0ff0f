package io.enginehub.examples.mining;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A leaf of a decision tree.
 *
 * @param when what holds for its rows, all of it
 * @param rows how many examples came to the leaf
 * @param right how many of them have its label
 */
record Rule(List<Condition> when, String label, int rows, int right) {
    Rule {
        when = List.copyOf(Objects.requireNonNull(when, "a rule's \"when\" is missing"));
        Objects.requireNonNull(label, "a rule's \"label\" is missing");
    }

    boolean holds(List<String> columns, double[] row) {
        for (Condition condition : when) {
            if (!condition.holds(row[columns.indexOf(condition.column())])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        String conditions = when.stream().map(Condition::toString).collect(Collectors.joining(" and "));
        return (when.isEmpty() ? "always" : "if " + conditions + " then") + " " + label + " (" + right + " of " + rows
                + (rows == 1 ? " row)" : " rows)");
    }
}
