package io.enginehub.examples.mining.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table as it stands in JSON; nothing in it is known to be there before {@link #table()} has looked. */
record TableJson(@Nullable String label, @Nullable List<@Nullable Attribute> columns) {
    /** One column. */
    record Attribute(
            @Nullable String name,
            @Nullable String type,
            @Nullable List<@Nullable Object> values) {
        /**
         * The column; what is wrong with it is told to {@code faults}.
         *
         * @param names the names of the columns before it, to which its own is added
         * @param before the columns before it
         */
        Column column(String index, Set<String> names, List<Column> before, Faults faults) {
            String named = name == null ? "" : name;
            String place = index + (named.isEmpty() ? "" : ", '" + named + "'");
            if (named.isEmpty()) {
                faults.add(place + ": \"name\" is missing");
            } else if (!names.add(named)) {
                faults.add(place + ": the name stands twice");
            }
            List<String> cells = cells(place, faults);
            int rows = before.isEmpty() ? cells.size() : before.get(0).cells().size();
            if (values != null && cells.size() != rows) {
                faults.add(place + ": it has " + cells.size() + " values, and the first column has " + rows);
            }
            if (type == null) {
                return Column.guessed(named, cells);
            }
            if (!type.equals("number") && !type.equals("text")) {
                faults.add(place + ": \"type\" is number or text, not '" + Faults.brief(type) + "'");
            }
            return new Column(named, type.equals("text") ? Column.Type.TEXT : Column.Type.NUMBER, cells);
        }

        private List<String> cells(String place, Faults faults) {
            List<String> cells = new ArrayList<>();
            if (values == null) {
                faults.add(place + ": \"values\" is missing");
                return cells;
            }
            for (Object value : values) {
                cells.add(value == null ? "" : value.toString());
                if (value instanceof Iterable || value instanceof Map) {
                    faults.add(place + ", row " + cells.size() + ": a value is a number, a text or null");
                }
            }
            return cells;
        }
    }

    static TableJson of(Table table) {
        List<@Nullable Attribute> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            List<@Nullable Object> values = new ArrayList<>();
            for (String cell : column.cells()) {
                values.add(column.type() == Column.Type.NUMBER ? number(cell) : cell);
            }
            columns.add(new Attribute(column.name(), column.type().name().toLowerCase(Locale.ROOT), values));
        }
        return new TableJson(table.label().orElse(null), columns);
    }

    /** Null where nothing is known; the text as it is where it is no number, for others to find. */
    private static @Nullable Object number(String cell) {
        if (cell.isBlank()) {
            return null;
        }
        return Numeral.is(cell) && Double.isFinite(Numeral.parse(cell)) ? new BigDecimal(cell.strip()) : cell;
    }

    Table table() {
        Faults faults = new Faults();
        List<Column> read = new ArrayList<>();
        if (columns == null) {
            faults.add("\"columns\" is missing");
        } else {
            Set<String> names = new HashSet<>();
            for (int i = 0; i < columns.size(); i++) {
                Attribute attribute = columns.get(i);
                read.add((attribute == null ? new Attribute(null, null, null) : attribute)
                        .column("columns[" + i + "]", names, read, faults));
            }
        }
        faults.check();
        return Table.of(label, read);
    }
}
