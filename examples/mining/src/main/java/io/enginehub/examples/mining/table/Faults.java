package io.enginehub.examples.mining.table;

import io.enginehub.api.InputException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a table: all of it, so that a file needs to be mended only once. */
final class Faults {
    private static final int TOLD = 20;
    private static final int LONGEST_CELL = 40;

    private final List<String> told = new ArrayList<>();
    private int count;

    void add(String fault) {
        count++;
        if (told.size() < TOLD) {
            told.add(fault);
        }
    }

    /** Throws what was added, if anything was. */
    void check() {
        if (count == 1) {
            throw new InputException("The table has a fault: " + told.get(0) + ".");
        }
        if (count > 1) {
            String more = count > TOLD ? "\n  ... and " + (count - TOLD) + " more" : "";
            throw new InputException("The table has " + count + " faults:\n  " + String.join("\n  ", told) + more);
        }
    }

    static String brief(String cell) {
        return cell.length() <= LONGEST_CELL ? cell : cell.substring(0, LONGEST_CELL) + "...";
    }
}
