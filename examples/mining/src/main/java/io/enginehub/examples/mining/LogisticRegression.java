package io.enginehub.examples.mining;

import java.util.List;
import java.util.Objects;

/** A linear score for each class; the probabilities of the classes go as the exponentials of their scores. */
record LogisticRegression(List<String> columns, List<ClassWeights> classes) implements Fitted {
    LogisticRegression {
        columns = List.copyOf(Objects.requireNonNull(columns, "\"columns\" is missing"));
        classes = List.copyOf(Objects.requireNonNull(classes, "\"classes\" is missing"));
        for (ClassWeights each : classes) {
            if (each.weights().size() != columns.size()) {
                throw new IllegalArgumentException(
                        "class '" + each.label() + "' needs a weight for each of " + columns.size() + " columns");
            }
        }
    }

    /** One class. */
    record ClassWeights(String label, double intercept, List<Double> weights) {
        ClassWeights {
            Objects.requireNonNull(label, "a class's \"label\" is missing");
            weights = List.copyOf(Objects.requireNonNull(weights, "a class's \"weights\" is missing"));
        }

        double score(double[] row) {
            double score = intercept;
            for (int j = 0; j < row.length; j++) {
                score += weights.get(j) * row[j];
            }
            return score;
        }
    }

    @Override
    public RowLabeller labeller() {
        return row -> {
            double[] scores =
                    classes.stream().mapToDouble(each -> each.score(row)).toArray();
            return classes.get(Largest.of(scores)).label();
        };
    }
}
