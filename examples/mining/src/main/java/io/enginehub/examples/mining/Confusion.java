package io.enginehub.examples.mining;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A confusion matrix: how many rows of each true label got which label. */
final class Confusion {
    private Confusion() {}

    static ResultTable table(String name, List<String> truth, List<String> predicted) {
        List<String> all = new ArrayList<>(truth);
        all.addAll(predicted);
        List<String> labels = Classes.of(all);
        int[][] counts = new int[labels.size()][labels.size()];
        for (int i = 0; i < truth.size(); i++) {
            counts[labels.indexOf(truth.get(i))][labels.indexOf(predicted.get(i))]++;
        }
        List<String> columns = new ArrayList<>(List.of("truth"));
        columns.addAll(labels);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            List<@Nullable Object> row = new ArrayList<>(List.of(labels.get(i)));
            for (int count : counts[i]) {
                row.add(count);
            }
            rows.add(row);
        }
        return new ResultTable(
                "Confusion of '" + name + "': a row is a true label, a column what it was taken for",
                columns,
                rows,
                null);
    }
}
