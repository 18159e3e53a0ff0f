package io.enginehub.examples.mining.table;

import java.util.List;
import java.util.Objects;

/**
 * One attribute of all rows.
 *
 * @param cells one for each row, as text; {@code ""} where nothing is known
 */
public record Column(String name, Type type, List<String> cells) {
    /** What the cells of a column are meant to be. */
    public enum Type {
        NUMBER,
        TEXT
    }

    public Column {
        Objects.requireNonNull(name, "a column has a name");
        cells = List.copyOf(cells);
    }

    /** A column of numbers. */
    public static Column ofNumbers(String name, double[] values) {
        String[] cells = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            cells[i] = Double.toString(values[i]);
        }
        return new Column(name, Type.NUMBER, List.of(cells));
    }

    /**
     * A column that tells its type by its cells: numbers, when at least half of those that are filled are. So a slip of
     * the pen in a column of numbers is found where it stands, and does not turn the column into text.
     */
    static Column guessed(String name, List<String> cells) {
        long filled = cells.stream().filter(cell -> !cell.isBlank()).count();
        long numbers = cells.stream().filter(Numeral::is).count();
        return new Column(name, numbers > 0 && 2 * numbers >= filled ? Type.NUMBER : Type.TEXT, cells);
    }

    /** The same cells as text: what a label is. */
    Column asText() {
        return type == Type.TEXT ? this : new Column(name, Type.TEXT, cells);
    }

    /** Some of the cells, in the order asked for. */
    Column select(int[] rows) {
        String[] chosen = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = cells.get(rows[i]);
        }
        return new Column(name, type, List.of(chosen));
    }

    /** The numbers; what is none is told to {@code faults} and is NaN. */
    double[] numbers(Table table, Faults faults) {
        double[] numbers = new double[cells.size()];
        for (int row = 0; row < numbers.length; row++) {
            String cell = cells.get(row);
            numbers[row] = Numeral.is(cell) ? Numeral.parse(cell) : Double.NaN;
            if (!Double.isFinite(numbers[row])) {
                faults.add(table.place(row) + ", column '" + name + "': "
                        + (cell.isBlank() ? "a number is missing" : "'" + Faults.brief(cell) + "' is no number"));
            }
        }
        return numbers;
    }
}
