package io.enginehub.examples.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Rows by label, shuffled: what is drawn from them has each label in the same share as the whole. */
final class Strata {
    private final Map<String, int[]> rowsByLabel = new TreeMap<>();
    private final int size;

    /**
     * Shuffles the rows of each label.
     *
     * @param seed the same seed gives the same draw, on any machine
     */
    Strata(List<String> labels, long seed) {
        size = labels.size();
        Map<String, List<Integer>> rows = new TreeMap<>(); // why sorted: the draw depends on the order
        Classes.of(labels).forEach(label -> rows.put(label, new ArrayList<>()));
        for (int row = 0; row < size; row++) {
            rows.getOrDefault(labels.get(row), List.of()).add(row);
        }
        Random random = new Random(seed); // why this one: its numbers are laid down in its documentation
        rows.forEach((label, its) -> rowsByLabel.put(
                label, shuffled(its.stream().mapToInt(Integer::intValue).toArray(), random)));
    }

    private static int[] shuffled(int[] rows, Random random) {
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
        return rows;
    }

    /** How many rows the rarest label has. */
    int rarest() {
        return rowsByLabel.values().stream().mapToInt(rows -> rows.length).min().orElse(0);
    }

    /**
     * A part of the rows, in ascending order.
     *
     * @param share of each label, from 0 to 1; a label of two rows or more has at least one inside and one outside
     */
    int[] draw(double share) {
        return rowsByLabel.values().stream()
                .flatMapToInt(rows -> {
                    int most = Math.max(1, rows.length - 1);
                    int count = (int) Math.round(share * rows.length);
                    return Arrays.stream(rows, 0, Math.min(most, Math.max(1, count)));
                })
                .sorted()
                .toArray();
    }

    /** The rows that are not in a part, in ascending order. */
    int[] others(int[] part) {
        boolean[] taken = new boolean[size];
        for (int row : part) {
            taken[row] = true;
        }
        return IntStream.range(0, size).filter(row -> !taken[row]).toArray();
    }

    /** All rows, dealt out to {@code count} folds whose sizes differ by one row at most; each in ascending order. */
    List<int[]> folds(int count) {
        List<List<Integer>> folds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            folds.add(new ArrayList<>());
        }
        int next = 0;
        for (int[] rows : rowsByLabel.values()) {
            for (int row : rows) {
                folds.get(next++ % count).add(row);
            }
        }
        return folds.stream()
                .map(rows -> rows.stream().mapToInt(Integer::intValue).sorted().toArray())
                .toList();
    }
}
