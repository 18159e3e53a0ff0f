package io.enginehub.store.jdbc;

import java.util.List;

/**
 * Rows of a store that cannot be so.
 *
 * @param rule what holds for all rows of a healthy store
 * @param count how many rows break it
 * @param examples ids of the first of them
 */
public record Finding(String rule, long count, List<String> examples) {
    public Finding {
        examples = List.copyOf(examples);
    }

    @Override
    public String toString() {
        return rule + " Not so for " + count + (count == 1 ? " row: " : " rows, the first: ")
                + String.join(", ", examples);
    }
}
