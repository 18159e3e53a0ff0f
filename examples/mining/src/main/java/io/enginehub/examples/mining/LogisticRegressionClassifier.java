package io.enginehub.examples.mining;

/** Gives each row the label of the class that is the most probable. */
public final class LogisticRegressionClassifier extends Classifier<LogisticRegression> {
    public LogisticRegressionClassifier() {
        super("logisticRegression", LogisticRegression.class, "linear scores (logistic regression)");
    }
}
