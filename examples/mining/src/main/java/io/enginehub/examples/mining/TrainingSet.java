package io.enginehub.examples.mining;

import io.enginehub.api.InputException;
import io.enginehub.examples.mining.table.Column;
import io.enginehub.examples.mining.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Labelled rows of numbers: what a classifier is learned from. */
final class TrainingSet {
    private final List<String> columns;
    private final List<String> classes;
    private final double[][] rows;
    private final int[] classOf;

    private TrainingSet(List<String> columns, double[][] rows, List<String> labels) {
        this.columns = columns;
        this.rows = rows;
        this.classes = Classes.of(labels);
        Map<String, Integer> places = new HashMap<>();
        classes.forEach(each -> places.put(each, places.size()));
        this.classOf =
                labels.stream().mapToInt(label -> places.getOrDefault(label, 0)).toArray();
    }

    /**
     * The rows of a table.
     *
     * @throws InputException when there is no label, no row, or something other than numbers to learn from
     */
    static TrainingSet of(Table table, TrainerSettings settings) {
        Table labelled = table.withLabel(settings.label());
        List<String> labels = labelled.labels();
        List<String> columns = Objects.requireNonNullElseGet(settings.columns(), () -> allNumeric(labelled));
        if (labels.isEmpty() || columns.isEmpty()) {
            throw new InputException("There is nothing to learn from: the table has " + labels.size() + " rows and "
                    + columns.size() + " columns of numbers.");
        }
        return new TrainingSet(List.copyOf(columns), labelled.numbers(columns), labels);
    }

    private static List<String> allNumeric(Table table) {
        List<String> texts = table.names(Column.Type.TEXT);
        if (!texts.isEmpty()) {
            throw new InputException("Only numbers can be learned from, and these columns are text: "
                    + String.join(", ", texts) + ". Name the columns to use in the model: \"columns\": [\""
                    + String.join("\", \"", table.names(Column.Type.NUMBER)) + "\"].");
        }
        return table.names(Column.Type.NUMBER);
    }

    List<String> columns() {
        return columns;
    }

    /** The labels that occur, in alphabetical order. */
    List<String> classes() {
        return classes;
    }

    int size() {
        return rows.length;
    }

    double value(int row, int column) {
        return rows[row][column];
    }

    /** The values of a row, one for each column; not to be changed. */
    double[] row(int row) {
        return rows[row];
    }

    /** The class of a row, as its place in {@link #classes()}. */
    int classOf(int row) {
        return classOf[row];
    }

    /** The values of a column, one for each row. */
    double[] column(int column) {
        double[] values = new double[rows.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows[i][column];
        }
        return values;
    }
}
