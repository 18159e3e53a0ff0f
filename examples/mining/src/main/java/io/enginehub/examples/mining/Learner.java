package io.enginehub.examples.mining;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.api.StepContext;
import io.enginehub.examples.mining.table.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A trainer and the classifier that takes what it gives: used as a flow uses them, through payloads alone. */
record Learner(Algorithm trainer, Algorithm classifier) {
    private static final Map<String, Learner> BY_NAME = new TreeMap<>(Map.of(
            "decisionTree", new Learner(new DecisionTreeTrainer(), new DecisionTreeClassifier()),
            "naiveBayes", new Learner(new NaiveBayesTrainer(), new NaiveBayesClassifier()),
            "nearestNeighbours", new Learner(new NearestNeighboursTrainer(), new NearestNeighboursClassifier()),
            "logisticRegression", new Learner(new LogisticRegressionTrainer(), new LogisticRegressionClassifier()),
            "majority", new Learner(new MajorityTrainer(), new MajorityClassifier())));

    static Learner named(String name) {
        Learner learner = BY_NAME.get(name);
        if (learner == null) {
            throw new IllegalArgumentException(
                    "there is no classifier '" + name + "'; there are " + String.join(", ", BY_NAME.keySet()));
        }
        return learner;
    }

    /** Learns from one table, and labels the rows of another. */
    List<String> label(Payload settings, Table train, Table test, StepContext step) throws Exception {
        Payload fitted;
        try (var model = trainer.load(settings)) {
            fitted = model.apply(train.toPayload(), step);
        }
        try (var model = classifier.load(fitted)) {
            return List.of(model.apply(test.toPayload(), step).as(String[].class));
        }
    }
}
