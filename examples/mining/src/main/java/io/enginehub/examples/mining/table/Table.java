package io.enginehub.examples.mining.table;

import io.enginehub.api.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows and columns, and the name of the column that says which class a row is of. Immutable. A cell is looked at only
 * where somebody needs it: what stands in a column that nobody asks for is no fault.
 */
public final class Table {
    private final @Nullable String label;
    private final List<Column> columns;
    private final List<Integer> lines; // of the file that it came from, one a row; empty where it came from none

    private Table(@Nullable String label, List<Column> columns, List<Integer> lines) {
        this.label = label;
        this.columns = List.copyOf(columns);
        this.lines = List.copyOf(lines);
    }

    /**
     * A table of columns, all of one length and each with its own name.
     *
     * @param label the name of the label's column, which need not be there
     */
    public static Table of(@Nullable String label, List<Column> columns) {
        return ofLines(label, columns, List.of());
    }

    static Table ofLines(@Nullable String label, List<Column> columns, List<Integer> lines) {
        return new Table(null, columns, lines).withLabel(label);
    }

    /**
     * Reads a table from CSV, from table JSON, or from a JSON string that holds CSV.
     *
     * @throws io.enginehub.api.InputException when it is none; names every fault with its place
     */
    public static Table read(Payload payload) {
        return TableReader.read(payload);
    }

    /** This table with another label where one is given; the label's column is text from here on. */
    public Table withLabel(@Nullable String name) {
        if (name == null) {
            return this;
        }
        List<Column> labelled = columns.stream()
                .map(column -> column.name().equals(name) ? column.asText() : column)
                .toList();
        return new Table(name, labelled, lines);
    }

    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    public List<Column> columns() {
        return columns;
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    public int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).cells().size();
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** The names of the columns of one type, the label's left out. */
    public List<String> names(Column.Type type) {
        return columns.stream()
                .filter(column -> column.type() == type && !column.name().equals(label))
                .map(Column::name)
                .toList();
    }

    /** Some of the rows, in the order asked for; counted from 0. */
    public Table select(int[] rows) {
        List<Column> chosen =
                columns.stream().map(column -> column.select(rows)).toList();
        List<Integer> from = new ArrayList<>();
        for (int row : lines.isEmpty() ? new int[0] : rows) {
            from.add(lines.get(row));
        }
        return new Table(label, chosen, from);
    }

    /** This table with columns in place of those of the same name. */
    public Table replace(List<Column> others) {
        List<Column> replaced = new ArrayList<>(columns);
        for (Column other : others) {
            replaced.replaceAll(column -> column.name().equals(other.name()) ? other : column);
        }
        return new Table(label, replaced, lines);
    }

    /**
     * The numbers of some columns: one array for each row, in the order of {@code names}.
     *
     * @throws io.enginehub.api.InputException when a column is missing or a cell is no number; names all of them
     */
    public double[][] numbers(List<String> names) {
        Faults faults = new Faults();
        double[][] values = new double[rows()][names.size()];
        for (int j = 0; j < names.size(); j++) {
            Column column = find(names.get(j), faults);
            double[] numbers = column == null ? new double[0] : column.numbers(this, faults);
            for (int i = 0; i < numbers.length; i++) {
                values[i][j] = numbers[i];
            }
        }
        faults.check();
        return values;
    }

    /**
     * The labels, one a row.
     *
     * @throws io.enginehub.api.InputException when it is not known which column they are in, or one is empty
     */
    public List<String> labels() {
        Faults faults = new Faults();
        if (label == null) {
            faults.add("nothing says which column is the label; set \"label\" in the model, to one of " + listed());
        }
        Column column = label == null ? null : find(label, faults);
        List<String> labels = column == null ? List.of() : column.cells();
        for (int row = 0; row < labels.size(); row++) {
            if (labels.get(row).isBlank()) {
                faults.add(place(row) + ", column '" + label + "': the label is missing");
            }
        }
        faults.check();
        return labels;
    }

    private @Nullable Column find(String name, Faults faults) {
        Optional<Column> column = column(name);
        if (column.isEmpty()) {
            faults.add("there is no column '" + name + "'; there are " + listed());
        }
        return column.orElse(null);
    }

    private String listed() {
        return columns.isEmpty() ? "none" : String.join(", ", names());
    }

    /** Where a row stands: its line in the file, or its number, from 1. */
    String place(int row) {
        return lines.isEmpty() ? "row " + (row + 1) : "line " + lines.get(row);
    }

    /** What is written as {@code {"label":…,"columns":[{"name":…,"type":…,"values":[…]}]}} where it stands in a payload. */
    public Object toJson() {
        return TableJson.of(this);
    }

    /** The table as JSON. */
    public Payload toPayload() {
        return Payload.of(toJson());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Table that && Objects.equals(label, that.label) && columns.equals(that.columns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(label, columns);
    }

    @Override
    public String toString() {
        return "Table[" + rows() + " rows of " + String.join(", ", names()) + "]";
    }
}
