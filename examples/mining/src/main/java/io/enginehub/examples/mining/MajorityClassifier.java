package io.enginehub.examples.mining;

/** Gives every row the label that was the most frequent one. */
public final class MajorityClassifier extends Classifier<Majority> {
    public MajorityClassifier() {
        super("majority", Majority.class, "the most frequent label");
    }
}
