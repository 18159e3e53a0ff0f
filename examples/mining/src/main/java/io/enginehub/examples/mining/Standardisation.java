package io.enginehub.examples.mining;

import java.util.List;
import java.util.Objects;

/** How each column of a table is standardised. */
record Standardisation(List<Scale> columns) {
    Standardisation {
        columns = List.copyOf(Objects.requireNonNull(columns, "\"columns\" is missing"));
    }

    List<String> names() {
        return columns.stream().map(Scale::name).toList();
    }
}
