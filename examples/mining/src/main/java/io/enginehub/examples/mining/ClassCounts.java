package io.enginehub.examples.mining;

/** How many rows there are of each class. */
final class ClassCounts {
    private final int[] counts;
    private int total;

    ClassCounts(int classes) {
        counts = new int[classes];
    }

    void add(int classNumber) {
        counts[classNumber]++;
        total++;
    }

    void remove(int classNumber) {
        counts[classNumber]--;
        total--;
    }

    int of(int classNumber) {
        return counts[classNumber];
    }

    int total() {
        return total;
    }

    /** The class of most rows; the first of them where several have as many. */
    int most() {
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return most;
    }

    boolean isPure() {
        return counts[most()] == total;
    }

    /** Gini impurity times the number of rows: 0 where all are of one class. */
    double impurity() {
        double squares = 0;
        for (int count : counts) {
            squares += (double) count * count;
        }
        return total == 0 ? 0 : total - squares / total;
    }
}
