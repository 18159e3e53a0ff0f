package io.enginehub.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A table that stands in an output as {@code {"title"?, "columns": [name, …], "rows": [[value, …], …], "best"?: row}}.
 *
 * @param title its own title, or else the key under which it stands; may be empty
 */
record OutputTable(String title, JsonNode json) {
    private static final int DECIMALS = 4;
    private static final int LONGEST = 15;
    private static final MathContext FEW_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    static boolean isTable(JsonNode json) {
        if (!json.path("columns").isArray() || !json.path("rows").isArray()) {
            return false;
        }
        return all(json.get("columns"), JsonNode::isTextual) && all(json.get("rows"), JsonNode::isArray);
    }

    List<String> columns() {
        List<String> columns = new ArrayList<>();
        json.get("columns").forEach(column -> columns.add(column.textValue()));
        return columns;
    }

    /** The table as text: numbers of a column with the same decimals, to the right; the best row marked. */
    List<String> lines(Terminal terminal) {
        Table table = Table.of(columns());
        int columns = columns().size();
        int[] decimals = new int[columns];
        for (int i = 0; i < columns; i++) {
            if (isNumeric(i)) {
                table.right(i);
                decimals[i] = decimals(i);
            }
        }
        for (JsonNode row : json.get("rows")) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                cells.add(text(row.path(i), decimals[i]));
            }
            table.row(cells);
        }
        table.mark(json.path("best").asInt(-1));
        return table.lines(terminal);
    }

    private boolean isNumeric(int column) {
        return all(json.get("rows"), row -> row.path(column).isNumber() || isNothing(row.path(column)));
    }

    private int decimals(int column) {
        int most = 0;
        for (JsonNode row : json.get("rows")) {
            if (row.path(column).isNumber()) {
                most = Math.max(
                        most,
                        row.path(column).decimalValue().stripTrailingZeros().scale());
            }
        }
        return Math.min(DECIMALS, most);
    }

    private static String text(JsonNode value, int decimals) {
        if (isNothing(value)) {
            return "";
        }
        if (!value.isNumber()) {
            return value.isTextual() ? value.textValue() : value.toString();
        }
        BigDecimal number = value.decimalValue();
        if (number.scale() < 0 && number.precision() - number.scale() > LONGEST) {
            return number.round(FEW_DIGITS).toString(); // why: written out, 1e999999999 takes all memory
        }
        BigDecimal rounded = number.setScale(decimals, RoundingMode.HALF_UP);
        // why: a very small number must not read as none
        return rounded.signum() == 0 && number.signum() != 0
                ? number.round(FEW_DIGITS).toString()
                : rounded.toPlainString();
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static boolean all(JsonNode array, Predicate<JsonNode> condition) {
        for (JsonNode item : array) {
            if (!condition.test(item)) {
                return false;
            }
        }
        return true;
    }
}
