package io.enginehub.examples.mining;

import io.enginehub.api.StepContext;
import java.util.List;

/**
 * Finds the weights of a multinomial logistic regression by gradient descent with momentum over all examples at a time
 * (Y. Nesterov, <i>A method of solving a convex programming problem with convergence rate O(1/k²)</i>, 1983).
 */
final class SoftmaxDescent {
    private static final double FLAT = 1e-6;

    private final TrainingSet examples;
    private final double[][] rows; // at one scale, with a 1 for the intercept as last value
    private final int width;
    private final double penalty;

    SoftmaxDescent(TrainingSet examples, List<Scale> scales, double penalty) {
        this.examples = examples;
        this.width = scales.size() + 1;
        this.penalty = penalty;
        this.rows = new double[examples.size()][width];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < scales.size(); j++) {
                rows[i][j] = scales.get(j).apply(examples.value(i, j));
            }
            rows[i][width - 1] = 1;
        }
    }

    /** One row of weights for each class, the intercept last. */
    double[][] run(int epochs, StepContext step) throws InterruptedException {
        int classes = examples.classes().size();
        double[][] weights = new double[classes][width];
        double[][] ahead = new double[classes][width];
        // why this rate: the loss curves by at most half the mean squared length of a row, which is at most the width
        double rate = 1 / (width / 2.0 + penalty);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            if (step.isCancelled()) {
                throw new InterruptedException("cancelled in epoch " + epoch);
            }
            double[][] gradient = gradient(ahead);
            double momentum = (epoch - 1.0) / (epoch + 2.0);
            double steepest = 0;
            for (int c = 0; c < classes; c++) {
                for (int j = 0; j < width; j++) {
                    double moved = ahead[c][j] - rate * gradient[c][j];
                    ahead[c][j] = moved + momentum * (moved - weights[c][j]);
                    weights[c][j] = moved;
                    steepest = Math.max(steepest, Math.abs(gradient[c][j]));
                }
            }
            step.progress((double) epoch / epochs);
            if (steepest < FLAT) {
                step.log("the loss is flat after " + epoch + " epochs");
                return weights;
            }
        }
        step.log("stopped after " + epochs + " epochs");
        return weights;
    }

    private double[][] gradient(double[][] weights) {
        double[][] gradient = new double[weights.length][width];
        for (int i = 0; i < rows.length; i++) {
            double[] error = probabilities(weights, rows[i]);
            error[examples.classOf(i)] -= 1;
            for (int c = 0; c < weights.length; c++) {
                for (int j = 0; j < width; j++) {
                    gradient[c][j] += error[c] * rows[i][j] / rows.length;
                }
            }
        }
        for (int c = 0; c < weights.length; c++) {
            for (int j = 0; j < width - 1; j++) { // why not the last: an intercept is not held down
                gradient[c][j] += penalty * weights[c][j];
            }
        }
        return gradient;
    }

    private static double[] probabilities(double[][] weights, double[] row) {
        double[] scores = new double[weights.length];
        for (int c = 0; c < scores.length; c++) {
            for (int j = 0; j < row.length; j++) {
                scores[c] += weights[c][j] * row[j];
            }
        }
        double largest = scores[Largest.of(scores)]; // why: so that no exponential overflows
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = Math.exp(scores[c] - largest);
            sum += scores[c];
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c] /= sum;
        }
        return scores;
    }
}
