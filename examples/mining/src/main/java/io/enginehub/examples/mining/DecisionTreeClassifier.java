package io.enginehub.examples.mining;

/** Labels each row by the one rule of a tree that holds for it. */
public final class DecisionTreeClassifier extends Classifier<DecisionTree> {
    public DecisionTreeClassifier() {
        super("decisionTree", DecisionTree.class, "a decision tree");
    }
}
