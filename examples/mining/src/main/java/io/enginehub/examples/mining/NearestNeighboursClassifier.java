package io.enginehub.examples.mining;

/**
 * Gives each row the label that most of its k nearest examples have, by Euclidean distance; of labels with as many
 * neighbours, that of the nearest one.
 */
public final class NearestNeighboursClassifier extends Classifier<NearestNeighbours> {
    public NearestNeighboursClassifier() {
        super("nearestNeighbours", NearestNeighbours.class, "the k nearest examples");
    }
}
