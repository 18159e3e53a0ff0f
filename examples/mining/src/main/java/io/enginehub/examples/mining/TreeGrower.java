package io.enginehub.examples.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Grows one tree, and gives its leaves from left to right. */
final class TreeGrower {
    private final TrainingSet examples;
    private final int maxDepth;
    private final int minRows;
    private final List<Rule> leaves = new ArrayList<>();

    TreeGrower(TrainingSet examples, int maxDepth, int minRows) {
        this.examples = examples;
        this.maxDepth = maxDepth;
        this.minRows = minRows;
    }

    /** @param impurity what is left in both parts together */
    private record Split(int column, double atMost, double impurity) {}

    List<Rule> grow() {
        grow(IntStream.range(0, examples.size()).toArray(), List.of(), 0);
        return leaves;
    }

    private void grow(int[] rows, List<Condition> when, int depth) {
        ClassCounts counts = counts(rows);
        Optional<Split> best = depth == maxDepth || counts.isPure() ? Optional.empty() : bestSplit(rows);
        if (best.isEmpty()) {
            int most = counts.most();
            leaves.add(new Rule(when, examples.classes().get(most), rows.length, counts.of(most)));
            return;
        }
        Split split = best.get();
        for (Condition.Side side : Condition.Side.values()) {
            Condition condition = new Condition(examples.columns().get(split.column()), side, split.atMost());
            int[] part = Arrays.stream(rows)
                    .filter(row -> condition.holds(examples.value(row, split.column())))
                    .toArray();
            grow(part, with(when, condition), depth + 1);
        }
    }

    private ClassCounts counts(int[] rows) {
        ClassCounts counts = new ClassCounts(examples.classes().size());
        for (int row : rows) {
            counts.add(examples.classOf(row));
        }
        return counts;
    }

    /** The first of the splits that leave the least impurity; none where no column tells the rows apart. */
    private Optional<Split> bestSplit(int[] rows) {
        return IntStream.range(0, examples.columns().size())
                .mapToObj(column -> bestSplit(rows, column))
                .flatMap(Optional::stream)
                .min(Comparator.comparingDouble(Split::impurity));
    }

    private Optional<Split> bestSplit(int[] rows, int column) {
        int[] sorted = Arrays.stream(rows)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> examples.value(row, column)))
                .mapToInt(Integer::intValue)
                .toArray();
        ClassCounts below = new ClassCounts(examples.classes().size());
        ClassCounts above = counts(rows);
        Split best = null;
        for (int i = 0; i + minRows < sorted.length; i++) {
            below.add(examples.classOf(sorted[i]));
            above.remove(examples.classOf(sorted[i]));
            double value = examples.value(sorted[i], column);
            double next = examples.value(sorted[i + 1], column);
            double impurity = below.impurity() + above.impurity();
            if (value < next && i + 1 >= minRows && (best == null || impurity < best.impurity())) {
                best = new Split(column, between(value, next), impurity);
            }
        }
        return Optional.ofNullable(best);
    }

    /** Half-way, and below {@code next} even where no number lies between the two. */
    private static double between(double value, double next) {
        double middle = value + (next - value) / 2;
        return middle < next ? middle : value;
    }

    /** A path and one more condition, which takes the place of a weaker one on the same side. */
    private static List<Condition> with(List<Condition> path, Condition condition) {
        List<Condition> longer = new ArrayList<>(path);
        longer.removeIf(condition::sharpens);
        longer.add(condition);
        return longer;
    }
}
