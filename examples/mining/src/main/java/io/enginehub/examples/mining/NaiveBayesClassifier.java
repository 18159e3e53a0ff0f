package io.enginehub.examples.mining;

/** Gives each row the label of the class under which it is the most probable. */
public final class NaiveBayesClassifier extends Classifier<NaiveBayes> {
    public NaiveBayesClassifier() {
        super("naiveBayes", NaiveBayes.class, "normal distributions (Gaussian naive Bayes)");
    }
}
