package io.enginehub.launcher;

import java.util.ArrayList;
import java.util.List;

/** A table as lines of text: aligned columns, numbers to the right, and cells cut so that it fits a terminal. */
final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;
    private static final int NO_ROW = -1;

    private final List<String> titles;
    private final List<Boolean> right = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private int marked = NO_ROW;

    private Table(List<String> titles) {
        this.titles = titles.stream().map(Width::plain).toList();
        titles.forEach(title -> right.add(false));
    }

    static Table of(String... titles) {
        return new Table(List.of(titles));
    }

    static Table of(List<String> titles) {
        return new Table(titles);
    }

    /** Aligns a column to the right. */
    Table right(int column) {
        right.set(column, true);
        return this;
    }

    Table row(String... cells) {
        return row(List.of(cells));
    }

    /** Adds a row; cells that are missing stay empty. */
    Table row(List<String> cells) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            row.add(i < cells.size() ? Width.plain(cells.get(i)) : "");
        }
        rows.add(row);
        return this;
    }

    /** Marks a row with a star. */
    Table mark(int row) {
        marked = row;
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, at most as wide as the terminal. */
    List<String> lines(Terminal terminal) {
        int[] widths = widths(terminal.columns());
        List<String> lines = new ArrayList<>();
        lines.add(terminal.bold(GAP + line(titles, widths)));
        StringBuilder rule = new StringBuilder();
        for (int width : widths) {
            rule.append(GAP).append("─".repeat(width));
        }
        lines.add(terminal.dim(rule.toString()));
        for (int i = 0; i < rows.size(); i++) {
            String line = line(rows.get(i), widths);
            lines.add(i == marked ? terminal.good("★ " + line) : GAP + line);
        }
        return lines;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = Width.cut(cells.get(i), widths[i]);
            String blanks = " ".repeat(widths[i] - Width.of(cell));
            line.append(i == 0 ? "" : GAP).append(right.get(i) ? blanks + cell : cell + blanks);
        }
        return line.toString().stripTrailing();
    }

    private int[] widths(int columns) {
        int[] widths = new int[titles.size()];
        long total = 0;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Width.of(titles.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], Width.of(row.get(i)));
            }
            total += GAP.length() + widths[i];
        }
        // why: the widest column is the one that loses least of its sense when it is cut
        for (int widest = widest(widths); total > columns && widths[widest] > NARROWEST; widest = widest(widths)) {
            widths[widest]--;
            total--;
        }
        return widths;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] > widths[widest] ? i : widest;
        }
        return widest;
    }
}
