package io.enginehub.examples.mining;

import io.enginehub.api.StepContext;
import io.enginehub.examples.mining.LogisticRegression.ClassWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns one weight for each class and column by multinomial logistic regression (D. Cox, <i>The regression analysis of
 * binary sequences</i>, 1958). Columns are brought to one scale before and the weights back to the columns' own units
 * after, so that it finds the same whether the table is standardised or not.
 */
public final class LogisticRegressionTrainer extends Trainer<LogisticRegressionTrainer.Settings, LogisticRegression> {
    /**
     * @param epochs the most passes over the examples; 1000 by default
     * @param penalty how much large weights are held down: half of it times the sum of their squares, at one scale of the
     *     columns, is added to the mean loss of an example; 0.001 by default
     */
    record Settings(
            @Nullable String label,
            @Nullable List<String> columns,
            @Nullable Integer epochs,
            @Nullable Double penalty) implements TrainerSettings {
        Settings {
            Setting.atLeast(1, "epochs", epochs);
            Setting.notNegative("penalty", penalty);
        }

        int passes() {
            return epochs == null ? 1000 : epochs;
        }

        double penalised() {
            return penalty == null ? 0.001 : penalty;
        }
    }

    public LogisticRegressionTrainer() {
        super("logisticRegression", Settings.class, "weights (multinomial logistic regression)");
    }

    @Override
    LogisticRegression fit(TrainingSet examples, Settings settings, StepContext step) throws InterruptedException {
        List<Scale> scales = IntStream.range(0, examples.columns().size())
                .mapToObj(column -> Scale.of(examples.columns().get(column), examples.column(column)))
                .toList();
        double[][] weights = new SoftmaxDescent(examples, scales, settings.penalised()).run(settings.passes(), step);
        List<ClassWeights> classes = new ArrayList<>();
        for (int c = 0; c < weights.length; c++) {
            classes.add(inOwnUnits(examples.classes().get(c), weights[c], scales));
        }
        return new LogisticRegression(examples.columns(), classes);
    }

    /** @param scaled the weights at one scale, and the intercept last */
    private static ClassWeights inOwnUnits(String label, double[] scaled, List<Scale> scales) {
        double intercept = scaled[scales.size()];
        List<Double> weights = new ArrayList<>();
        for (int j = 0; j < scales.size(); j++) {
            double weight = scaled[j] / scales.get(j).unit();
            weights.add(weight);
            intercept -= weight * scales.get(j).mean();
        }
        return new ClassWeights(label, intercept, weights);
    }
}
