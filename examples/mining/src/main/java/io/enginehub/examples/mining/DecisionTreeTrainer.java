package io.enginehub.examples.mining;

import io.enginehub.api.StepContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grows a binary tree that asks one column at a time, splitting where the Gini impurity falls most, as CART does (L.
 * Breiman, J. Friedman, R. Olshen, C. Stone, <i>Classification and Regression Trees</i>, 1984); without pruning. The
 * tree's rules are also logged.
 */
public final class DecisionTreeTrainer extends Trainer<DecisionTreeTrainer.Settings, DecisionTree> {
    /**
     * @param maxDepth the most questions between root and leaf; 5 by default
     * @param minRows the fewest examples that a leaf may hold; 1 by default
     */
    record Settings(
            @Nullable String label,
            @Nullable List<String> columns,
            @Nullable Integer maxDepth,
            @Nullable Integer minRows)
            implements TrainerSettings {
        Settings {
            Setting.atLeast(1, "maxDepth", maxDepth);
            Setting.atLeast(1, "minRows", minRows);
        }

        int deepest() {
            return maxDepth == null ? 5 : maxDepth;
        }

        int fewest() {
            return minRows == null ? 1 : minRows;
        }
    }

    public DecisionTreeTrainer() {
        super("decisionTree", Settings.class, "a decision tree");
    }

    @Override
    DecisionTree fit(TrainingSet examples, Settings settings, StepContext step) {
        DecisionTree tree = DecisionTree.of(new TreeGrower(examples, settings.deepest(), settings.fewest()).grow());
        tree.readable().forEach(step::log);
        return tree;
    }
}
