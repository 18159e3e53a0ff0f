package io.enginehub.examples.mining;

import java.util.List;
import java.util.Objects;

/** A normal distribution of each column within each class, the columns taken as independent. */
record NaiveBayes(List<String> columns, List<ClassShape> classes) implements Fitted {
    NaiveBayes {
        columns = List.copyOf(Objects.requireNonNull(columns, "\"columns\" is missing"));
        classes = List.copyOf(Objects.requireNonNull(classes, "\"classes\" is missing"));
        for (ClassShape shape : classes) {
            if (shape.means().size() != columns.size() || shape.variances().size() != columns.size()) {
                throw new IllegalArgumentException("class '" + shape.label()
                        + "' needs a mean and a variance for each of " + columns.size() + " columns");
            }
        }
    }

    /**
     * One class.
     *
     * @param prior its share of the examples
     */
    record ClassShape(String label, double prior, List<Double> means, List<Double> variances) {
        ClassShape {
            Objects.requireNonNull(label, "a class's \"label\" is missing");
            means = List.copyOf(Objects.requireNonNull(means, "a class's \"means\" is missing"));
            variances = List.copyOf(Objects.requireNonNull(variances, "a class's \"variances\" is missing"));
        }

        /** The logarithm of prior times density, but for what is the same for all classes. */
        double logScore(double[] row) {
            double score = Math.log(prior);
            for (int j = 0; j < row.length; j++) {
                double distance = row[j] - means.get(j);
                score -= (Math.log(variances.get(j)) + distance * distance / variances.get(j)) / 2;
            }
            return score;
        }
    }

    @Override
    public RowLabeller labeller() {
        return row -> {
            double[] scores =
                    classes.stream().mapToDouble(shape -> shape.logScore(row)).toArray();
            return classes.get(Largest.of(scores)).label();
        };
    }
}
