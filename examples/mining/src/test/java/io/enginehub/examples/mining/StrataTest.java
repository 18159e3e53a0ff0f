package io.enginehub.examples.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrataTest {
    private static final List<String> LABELS = IntStream.range(0, 103)
            .mapToObj(i -> i % 10 == 0 ? "rare" : "common")
            .toList();

    @Test
    void foldsHoldEachRowOnceAndDifferByOneRowAtMost() {
        List<int[]> folds = new Strata(LABELS, 5).folds(10);
        List<Integer> all = new ArrayList<>();
        for (int[] fold : folds) {
            IntStream.of(fold).forEach(all::add);
            assertTrue(fold.length == 10 || fold.length == 11, () -> "a fold has " + fold.length + " rows");
        }
        Collections.sort(all);
        assertEquals(IntStream.range(0, 103).boxed().toList(), all);
    }

    @Test
    void eachFoldHoldsItsShareOfARareLabel() {
        for (int[] fold : new Strata(LABELS, 5).folds(10)) {
            long rare = IntStream.of(fold)
                    .filter(row -> LABELS.get(row).equals("rare"))
                    .count();
            assertTrue(rare == 1 || rare == 2, () -> "a fold has " + rare + " rare rows");
        }
    }

    @Test
    void drawsTheSameRowsOnEveryMachine() {
        List<String> labels = List.of("x", "x", "x", "x", "x", "x", "y", "y", "y", "y");
        assertEquals(
                List.of(0, 1, 4, 6, 7),
                IntStream.of(new Strata(labels, 42).draw(0.5)).boxed().toList());
    }
}
