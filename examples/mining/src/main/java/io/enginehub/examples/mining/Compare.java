package io.enginehub.examples.mining;

import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.TypedAlgorithm;
import io.enginehub.api.TypedModel;
import io.enginehub.examples.mining.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares predictions with the truth. Takes {@code {"truth": table, "predictions": {name: labels, …}, "folds"?: what
 * evaluate.crossValidate gave}}; gives {@code {"comparison": table of figures, "confusion": table of counts}}.
 */
public final class Compare extends TypedAlgorithm<Compare.Settings, Payload, Compare.Report> {
    /**
     * @param label the label's column in the truth; by default the one that the table names
     * @param baseline the name of the prediction that the others have to beat
     */
    record Settings(@Nullable String label, @Nullable String baseline) {}

    private record Input(
            @Nullable Map<String, List<String>> predictions,
            @Nullable ResultTable folds) {}

    /**
     * What is found.
     *
     * @param comparison one row for each prediction, the best one marked
     * @param confusion of the best one: how many rows of each true label got which label
     */
    record Report(ResultTable comparison, ResultTable confusion) {}

    public Compare() {
        super("evaluate.compare", Settings.class, Payload.class);
    }

    @Override
    public TypedModel<Payload, Report> load(Settings settings) {
        return (payload, step) -> {
            List<String> truth;
            Input input;
            try {
                truth = Table.read(payload.at("/truth"))
                        .withLabel(settings.label())
                        .labels();
                input = payload.as(Input.class);
            } catch (PayloadException e) {
                throw new InputException("\"truth\" and \"predictions\" were expected. " + e.getMessage());
            }
            if (input.predictions() == null || input.predictions().isEmpty() || truth.isEmpty()) {
                throw new InputException("There is nothing to compare: there are no predictions, or no rows.");
            }
            checkRows(input.predictions(), truth.size());
            return report(truth, input.predictions(), input.folds(), settings.baseline());
        };
    }

    private static void checkRows(Map<String, List<String>> predictions, int rows) {
        List<String> wrong = new ArrayList<>();
        predictions.forEach((name, labels) -> {
            if (labels == null || labels.contains(null)) {
                wrong.add("'" + name + "' lacks some");
            } else if (labels.size() != rows) {
                wrong.add("'" + name + "' has " + labels.size());
            }
        });
        if (!wrong.isEmpty()) {
            throw new InputException(
                    "Each prediction needs " + rows + " labels, one a row: " + String.join(", ", wrong) + ".");
        }
    }

    private static Report report(
            List<String> truth,
            Map<String, List<String>> predictions,
            @Nullable ResultTable folds,
            @Nullable String baseline) {
        if (baseline != null && !predictions.containsKey(baseline)) {
            throw new InputException("The baseline '" + baseline + "' is not among the predictions: "
                    + String.join(", ", predictions.keySet()) + ".");
        }
        ResultTable comparison = new Ranking(truth, predictions, folds, baseline).table();
        String best = List.copyOf(predictions.keySet()).get(comparison.best() == null ? 0 : comparison.best());
        return new Report(comparison, Confusion.table(best, truth, predictions.getOrDefault(best, List.of())));
    }

    @Override
    public String description() {
        return "Compares predictions with the truth: accuracy, spread over folds, confusion of the best.";
    }

    @Override
    public Set<String> tags() {
        return Set.of("evaluate");
    }
}
