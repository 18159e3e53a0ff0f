package io.enginehub.examples.mining;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The examples themselves.
 *
 * @param k how many neighbours have a say
 * @param rows the examples' values, one for each column
 * @param labels the examples' labels
 */
record NearestNeighbours(List<String> columns, int k, List<List<Double>> rows, List<String> labels) implements Fitted {
    NearestNeighbours {
        columns = List.copyOf(Objects.requireNonNull(columns, "\"columns\" is missing"));
        rows = List.copyOf(Objects.requireNonNull(rows, "\"rows\" is missing"));
        labels = List.copyOf(Objects.requireNonNull(labels, "\"labels\" is missing"));
        int width = columns.size();
        if (rows.isEmpty() || rows.size() != labels.size() || rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException(
                    "\"rows\" must hold one row for each of \"labels\", and each row " + width + " numbers");
        }
        Setting.atLeast(1, "k", k);
    }

    @Override
    public RowLabeller labeller() {
        double[][] examples = rows.stream()
                .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        return row -> {
            double[] distances = Arrays.stream(examples)
                    .mapToDouble(example -> squaredDistance(example, row))
                    .toArray();
            return Votes.winner(IntStream.range(0, distances.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> distances[i]))
                    .limit(k)
                    .map(labels::get)
                    .toList());
        };
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }
}
