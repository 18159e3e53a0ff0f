package io.enginehub.examples.mining.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts CSV into cells, as RFC 4180 says: commas between cells, quotes around a cell that holds commas, quotes or line
 * ends, a quote within quotes doubled. Lines end in LF, CRLF or CR; lines with nothing on them are passed over.
 */
final class CsvParser {
    private static final int END = -1; // no character: what stands behind the last one

    private final String text;
    private final Faults faults;
    private int at;
    private int line = 1;

    CsvParser(String text, Faults faults) {
        this.text =
                text.startsWith("\ufeff") ? text.substring(1) : text; // why: spreadsheets put a byte order mark first
        this.faults = faults;
    }

    List<CsvRow> rows() {
        List<CsvRow> rows = new ArrayList<>();
        while (peek() != END) {
            if (!endOfLine()) {
                rows.add(row());
            }
        }
        return rows;
    }

    private CsvRow row() {
        int start = line;
        List<String> cells = new ArrayList<>();
        do {
            cells.add(peek() == '"' ? quoted(cells.size() + 1) : plain(cells.size() + 1));
        } while (take(','));
        if (peek() != END && !endOfLine()) {
            throw new IllegalStateException("a cell ended before its end");
        }
        return new CsvRow(start, cells);
    }

    private String plain(int column) {
        int start = at;
        boolean quote = false;
        while (!isEndOfCell(peek())) {
            quote |= peek() == '"';
            at++;
        }
        if (quote) {
            faults.add("line " + line + ", column " + column
                    + ": a quote stands within a cell; quote the whole cell, and double the quotes in it");
        }
        return text.substring(start, at);
    }

    private String quoted(int column) {
        int start = line;
        StringBuilder cell = new StringBuilder();
        at++;
        while (peek() != END) {
            if (take('"')) {
                if (!take('"')) {
                    return closed(cell.toString(), column);
                }
                cell.append('"');
            } else {
                int before = at;
                if (!endOfLine()) {
                    at++;
                }
                cell.append(text, before, at);
            }
        }
        faults.add("line " + start + ", column " + column + ": the quote that opens here is never closed");
        return cell.toString();
    }

    private String closed(String cell, int column) {
        if (!isEndOfCell(peek())) {
            faults.add("line " + line + ", column " + column + ": text stands behind the closing quote");
            while (!isEndOfCell(peek())) {
                at++;
            }
        }
        return cell;
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean take(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    private boolean endOfLine() {
        boolean ended = take('\r');
        ended |= take('\n');
        line += ended ? 1 : 0;
        return ended;
    }

    private static boolean isEndOfCell(int c) {
        return c == ',' || c == '\r' || c == '\n' || c == END;
    }
}
