package io.enginehub.examples.mining;

import java.util.List;
import java.util.Objects;

/**
 * The label that most examples have.
 *
 * @param rows how many examples there were
 * @param share the part of them that has the label, from 0 to 1
 */
record Majority(String label, int rows, double share) implements Fitted {
    Majority {
        Objects.requireNonNull(label, "\"label\" is missing");
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public RowLabeller labeller() {
        return row -> label;
    }
}
