package io.enginehub.examples.mining;

import io.enginehub.api.Payload;
import io.enginehub.api.StepContext;
import io.enginehub.examples.mining.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One turn of a cross-validation. */
record Fold(Table train, Table test, StepContext step) {
    Map<String, Double> accuracies(CrossValidate.Settings settings) throws Exception {
        Fold standardised =
                settings.classifiers().values().stream().anyMatch(Candidate::isStandardised) ? standardise() : this;
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (Map.Entry<String, Candidate> each : settings.classifiers().entrySet()) {
            Candidate candidate = each.getValue();
            Fold fold = candidate.isStandardised() ? standardised : this;
            labels.put(each.getKey(), candidate.learner().label(candidate.settings(), fold.train, fold.test, step));
        }
        Objects.requireNonNull(settings.votes()).forEach((name, members) -> {
            List<List<String>> votes = new ArrayList<>();
            members.forEach(member -> votes.add(labels.getOrDefault(member, List.of())));
            labels.put(name, EnsembleVote.vote(votes));
        });
        Map<String, Double> accuracies = new LinkedHashMap<>();
        labels.forEach((name, given) -> accuracies.put(name, Accuracy.of(test.labels(), given)));
        return accuracies;
    }

    /** This fold by the scale of its training rows: the rows to try on must not tell anything beforehand. */
    private Fold standardise() throws Exception {
        Payload scale;
        try (var model = new StandardiseTrainer().load(Payload.EMPTY_OBJECT)) {
            scale = model.apply(train.toPayload(), step);
        }
        try (var model = new StandardiseTransform().load(scale)) {
            return new Fold(
                    Table.read(model.apply(train.toPayload(), step)),
                    Table.read(model.apply(test.toPayload(), step)),
                    step);
        }
    }
}
