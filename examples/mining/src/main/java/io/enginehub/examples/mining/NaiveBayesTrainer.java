package io.enginehub.examples.mining;

import io.enginehub.api.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns mean and variance of each column within each class (Gaussian naive Bayes; R. Duda and P. Hart, <i>Pattern
 * Classification and Scene Analysis</i>, 1973).
 */
public final class NaiveBayesTrainer extends Trainer<NaiveBayesTrainer.Settings, NaiveBayes> {
    /**
     * @param smoothing what is added to every variance, as a part of the largest variance of any column, so that a column
     *     that is constant within a class does not decide alone; 1e-9 by default
     */
    record Settings(
            @Nullable String label,
            @Nullable List<String> columns,
            @Nullable Double smoothing) implements TrainerSettings {
        Settings {
            Setting.notNegative("smoothing", smoothing);
        }

        double smoothed() {
            return smoothing == null ? 1e-9 : smoothing;
        }
    }

    public NaiveBayesTrainer() {
        super("naiveBayes", Settings.class, "normal distributions (Gaussian naive Bayes)");
    }

    @Override
    NaiveBayes fit(TrainingSet examples, Settings settings, StepContext step) {
        int width = examples.columns().size();
        double largest = IntStream.range(0, width)
                .mapToDouble(column -> Moments.of(examples.column(column)).variance())
                .max()
                .orElse(0);
        double added = Math.max(settings.smoothed() * largest, Double.MIN_NORMAL);
        List<NaiveBayes.ClassShape> classes = new ArrayList<>();
        for (int i = 0; i < examples.classes().size(); i++) {
            classes.add(shape(examples, i, added));
        }
        return new NaiveBayes(examples.columns(), classes);
    }

    private static NaiveBayes.ClassShape shape(TrainingSet examples, int classNumber, double added) {
        int[] rows = IntStream.range(0, examples.size())
                .filter(row -> examples.classOf(row) == classNumber)
                .toArray();
        List<Double> means = new ArrayList<>();
        List<Double> variances = new ArrayList<>();
        for (int j = 0; j < examples.columns().size(); j++) {
            int column = j;
            Moments moments = Moments.of(IntStream.of(rows)
                    .mapToDouble(row -> examples.value(row, column))
                    .toArray());
            means.add(moments.mean());
            variances.add(moments.variance() + added);
        }
        return new NaiveBayes.ClassShape(
                examples.classes().get(classNumber), (double) rows.length / examples.size(), means, variances);
    }
}
