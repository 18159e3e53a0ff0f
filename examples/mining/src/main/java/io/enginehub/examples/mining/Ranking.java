package io.enginehub.examples.mining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Predictions side by side, one row each. */
final class Ranking {
    private final List<String> truth;
    private final Map<String, List<String>> predictions;
    private final @Nullable ResultTable folds;
    private final @Nullable String baseline;

    Ranking(
            List<String> truth,
            Map<String, List<String>> predictions,
            @Nullable ResultTable folds,
            @Nullable String baseline) {
        this.truth = truth;
        this.predictions = predictions;
        this.folds = folds;
        this.baseline = baseline;
    }

    ResultTable table() {
        List<String> columns = new ArrayList<>(List.of("model", "accuracy", "n"));
        if (baseline != null) {
            columns.add("over " + baseline);
        }
        if (folds != null) {
            columns.addAll(List.of(CrossValidate.MEAN, CrossValidate.SPREAD));
        }
        List<String> names = List.copyOf(predictions.keySet());
        return new ResultTable(
                "Accuracy on held-out rows" + (folds == null ? "" : ", and over folds of the training rows"),
                columns,
                names.stream().map(this::row).toList(),
                best(names));
    }

    private List<@Nullable Object> row(String name) {
        List<@Nullable Object> row = new ArrayList<>(List.of(name, accuracy(name), truth.size()));
        if (baseline != null) {
            row.add(accuracy(name) - accuracy(baseline));
        }
        if (folds != null) {
            row.add(folds.number(name, CrossValidate.MEAN));
            row.add(folds.number(name, CrossValidate.SPREAD));
        }
        return row;
    }

    private double accuracy(String name) {
        return Accuracy.of(truth, Objects.requireNonNull(predictions.get(name)));
    }

    /** The most accurate one; of those as accurate, the one with the higher mean over folds, and then the first. */
    private int best(List<String> names) {
        Comparator<Integer> worst = Comparator.comparingDouble(i -> accuracy(names.get(i)));
        return IntStream.range(0, names.size())
                .boxed()
                .max(worst.thenComparingDouble(i -> mean(names.get(i))).thenComparing(Comparator.reverseOrder()))
                .orElse(0);
    }

    private double mean(String name) {
        Double mean = folds == null ? null : folds.number(name, CrossValidate.MEAN);
        return mean == null ? 0 : mean;
    }
}
