package io.enginehub.examples.mining;

import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import io.enginehub.api.StepContext;
import io.enginehub.api.TypedAlgorithm;
import io.enginehub.api.TypedModel;
import io.enginehub.examples.mining.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trains classifiers on all folds of a labelled table but one and tries them on that one, each fold in turn (M. Stone,
 * <i>Cross-validatory choice and assessment of statistical predictions</i>, 1974). Gives a table of accuracies, one row
 * for each classifier: mean over folds, spread (the standard deviation over n - 1), lowest and highest.
 */
public final class CrossValidate extends TypedAlgorithm<CrossValidate.Settings, Payload, ResultTable> {
    static final String MEAN = "mean over folds";
    static final String SPREAD = "spread";

    /**
     * @param label the label's column; by default the one that the table names
     * @param folds how many; 10 by default
     * @param seed the same seed gives the same folds; 1 by default
     * @param classifiers what to try, by the name it shall have in the result
     * @param votes votes to try as well: the names of some classifiers, by the name the vote shall have
     */
    record Settings(
            @Nullable String label,
            @Nullable Integer folds,
            @Nullable Long seed,
            Map<String, Candidate> classifiers,
            @Nullable Map<String, List<String>> votes) {
        Settings {
            Setting.atLeast(2, "folds", folds);
            Objects.requireNonNull(classifiers, "\"classifiers\" is missing");
            votes = Objects.requireNonNullElse(votes, Map.of());
            for (List<String> members : votes.values()) {
                if (members.isEmpty() || !classifiers.keySet().containsAll(members)) {
                    throw new IllegalArgumentException("\"votes\" needs names of \"classifiers\", not " + members);
                }
            }
        }

        int count() {
            return folds == null ? 10 : folds;
        }

        long drawnBy() {
            return seed == null ? 1 : seed;
        }
    }

    public CrossValidate() {
        super("evaluate.crossValidate", Settings.class, Payload.class);
    }

    @Override
    public TypedModel<Payload, ResultTable> load(Settings settings) throws Exception {
        for (Candidate candidate : settings.classifiers().values()) {
            candidate.check();
        }
        return (input, step) -> validate(Table.read(input).withLabel(settings.label()), settings, step);
    }

    private static ResultTable validate(Table table, Settings settings, StepContext step) throws Exception {
        int count = settings.count();
        Strata strata = new Strata(table.labels(), settings.drawnBy());
        if (table.rows() < count) {
            throw new InputException(
                    "A table of " + table.rows() + " rows cannot be dealt out to " + count + " folds.");
        }
        if (strata.rarest() < count) {
            step.warn("a label has " + strata.rarest() + " rows only, so not each of the " + count + " folds holds it");
        }
        Map<String, List<Double>> accuracies = new LinkedHashMap<>();
        int done = 0;
        for (int[] rows : strata.folds(count)) {
            if (step.isCancelled()) {
                throw new InterruptedException("cancelled after " + done + " of " + count + " folds");
            }
            Fold fold = new Fold(table.select(strata.others(rows)), table.select(rows), new InnerStep(step));
            fold.accuracies(settings)
                    .forEach((name, accuracy) -> accuracies
                            .computeIfAbsent(name, first -> new ArrayList<>())
                            .add(accuracy));
            step.progress((double) ++done / count);
        }
        return table(accuracies, count, table.rows());
    }

    private static ResultTable table(Map<String, List<Double>> accuracies, int folds, int rows) {
        List<List<@Nullable Object>> figures = new ArrayList<>();
        int best = 0;
        double highest = -1;
        for (Map.Entry<String, List<Double>> each : accuracies.entrySet()) {
            double[] values =
                    each.getValue().stream().mapToDouble(Double::doubleValue).toArray();
            Moments moments = Moments.of(values);
            if (moments.mean() > highest) {
                highest = moments.mean();
                best = figures.size();
            }
            double spread = Math.sqrt(moments.variance() * folds / (folds - 1));
            figures.add(List.of(each.getKey(), moments.mean(), spread, min(values), max(values)));
        }
        return new ResultTable(
                "Accuracy over " + folds + " folds of " + rows + " rows",
                List.of("model", MEAN, SPREAD, "lowest", "highest"),
                figures,
                best);
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    @Override
    public String description() {
        return "Trains and tries classifiers over stratified folds: mean and spread of the accuracy.";
    }

    @Override
    public Set<String> tags() {
        return Set.of("evaluate");
    }
}
