package io.enginehub.examples.mining;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Figures for people: an object of this shape, wherever it stands in an output, can be shown as a table.
 *
 * @param rows the cells of each row, one for each column; null where there is no figure
 * @param best the row to mark, counted from 0; null where there is none
 */
record ResultTable(
        String title,
        List<String> columns,
        List<List<@Nullable Object>> rows,
        @Nullable Integer best) {
    ResultTable {
        Objects.requireNonNull(columns, "\"columns\" is missing");
        Objects.requireNonNull(rows, "\"rows\" is missing");
    }

    /** The number in a column of the row whose first cell is {@code name}; null where there is none. */
    @Nullable
    Double number(String name, String column) {
        int at = columns.indexOf(column);
        for (List<@Nullable Object> row : rows) {
            if (at > 0 && at < row.size() && name.equals(row.get(0)) && row.get(at) instanceof Number number) {
                return number.doubleValue();
            }
        }
        return null;
    }
}
