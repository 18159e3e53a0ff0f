package io.enginehub.examples.mining;

import java.util.List;

/** The share of rows that have the right label. */
final class Accuracy {
    private Accuracy() {}

    /** From 0 to 1; both lists are of one length, and not empty. */
    static double of(List<String> truth, List<String> labels) {
        int right = 0;
        for (int i = 0; i < truth.size(); i++) {
            right += truth.get(i).equals(labels.get(i)) ? 1 : 0;
        }
        return (double) right / truth.size();
    }
}
