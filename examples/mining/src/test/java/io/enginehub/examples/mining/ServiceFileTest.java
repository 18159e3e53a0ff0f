package io.enginehub.examples.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.enginehub.api.Algorithm;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ServiceFileTest {
    @Test
    void everyAlgorithmIsFoundByItsName() {
        TreeSet<String> names = new TreeSet<>();
        for (Algorithm algorithm : ServiceLoader.load(Algorithm.class)) {
            names.add(algorithm.name());
            assertFalse(algorithm.description().isEmpty(), algorithm.name());
            assertFalse(algorithm.tags().isEmpty(), algorithm.name());
        }
        assertEquals(
                List.of(
                        "classifier.decisionTree",
                        "classifier.logisticRegression",
                        "classifier.majority",
                        "classifier.naiveBayes",
                        "classifier.nearestNeighbours",
                        "ensemble.vote",
                        "evaluate.compare",
                        "evaluate.crossValidate",
                        "table.split",
                        "trainer.decisionTree",
                        "trainer.logisticRegression",
                        "trainer.majority",
                        "trainer.naiveBayes",
                        "trainer.nearestNeighbours",
                        "trainer.standardise",
                        "transform.standardise"),
                List.copyOf(names));
    }
}
