package io.enginehub.examples.mining.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a table of CSV whose first row names the columns. */
final class CsvTable {
    private CsvTable() {}

    static Table read(String text) {
        Faults faults = new Faults();
        List<CsvRow> rows = new CsvParser(text, faults).rows();
        if (rows.isEmpty()) {
            faults.add("it is empty; the first line names the columns");
        }
        faults.check();
        List<String> header = rows.get(0).cells();
        checkHeader(header, faults);
        List<List<String>> columns = new ArrayList<>();
        header.forEach(name -> columns.add(new ArrayList<>()));
        List<Integer> lines = new ArrayList<>();
        for (CsvRow row : rows.subList(1, rows.size())) {
            int cells = row.cells().size();
            if (cells != header.size()) {
                faults.add("line " + row.line() + ": it has " + cells + (cells == 1 ? " cell" : " cells")
                        + ", and the header has " + header.size()
                        + (cells > header.size() ? "; a cell with a comma in it stands in quotes" : ""));
            } else {
                lines.add(row.line());
                for (int i = 0; i < cells; i++) {
                    columns.get(i).add(row.cells().get(i));
                }
            }
        }
        faults.check();
        List<Column> guessed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            guessed.add(Column.guessed(header.get(i), columns.get(i)));
        }
        return Table.ofLines(null, guessed, lines);
    }

    private static void checkHeader(List<String> header, Faults faults) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (name.isBlank()) {
                faults.add("line 1, column " + (i + 1) + ": the name of the column is missing");
            } else if (!seen.add(name)) {
                faults.add("line 1, column " + (i + 1) + ": the name '" + Faults.brief(name) + "' stands twice");
            }
        }
        if (header.size() == 1 && (header.get(0).contains(";") || header.get(0).contains("\t"))) {
            faults.add("line 1: the cells are not separated by commas");
        }
    }
}
