package io.enginehub.examples.mining;

import static io.enginehub.examples.mining.Run.csv;
import static io.enginehub.examples.mining.Run.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.testkit.FakeStep;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateTest {
    private static final String TRUTH = "k,a\nx,1\nx,2\ny,3\ny,4\n";
    private static final Map<String, List<String>> PREDICTIONS = Map.of("good", List.of("x", "x", "y", "x"));

    private static Payload compare(String model, Map<String, ?> input) {
        return run(new Compare(), Payload.ofJson(model), Payload.of(input));
    }

    @Test
    void theVoteIsWhatMostMembersSay() {
        Payload members = Payload.ofJson("[[\"x\",\"y\"],[\"y\",\"z\"],[\"x\",\"z\"]]");
        assertEquals(
                "[\"x\",\"z\"]",
                run(new EnsembleVote(), Payload.EMPTY_OBJECT, members).text());
    }

    @Test
    void theFirstMemberDecidesAmongEquals() {
        Payload members = Payload.ofJson("[[\"y\",\"z\"],[\"x\",\"x\"]]");
        assertEquals(
                "[\"y\",\"z\"]",
                run(new EnsembleVote(), Payload.EMPTY_OBJECT, members).text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[];the list of members is empty",
                "[[\"x\"],[]];different numbers of rows: [1, 0]",
                "[[\"x\"],null];one gave null",
                "[[\"x\"],[null]];one gave null",
                "{};String[][]"
            })
    void theVoteRefusesWhatItCannotCount(String members, String message) {
        String told = assertThrows(
                        InputException.class,
                        () -> run(new EnsembleVote(), Payload.EMPTY_OBJECT, Payload.ofJson(members)))
                .getMessage();
        assertTrue(told.contains(message), told);
    }

    @Test
    void comparesEachPredictionWithTheTruthAndMarksTheBest() {
        String report = compare(
                        "{\"label\":\"k\",\"baseline\":\"base\"}",
                        new TreeMap<>(Map.of(
                                "truth",
                                TRUTH,
                                "predictions",
                                new TreeMap<>(Map.of(
                                        "base", List.of("x", "x", "x", "x"), "good", List.of("x", "x", "y", "x"))))))
                .text();
        assertEquals(
                "{\"comparison\":{\"title\":\"Accuracy on held-out rows\","
                        + "\"columns\":[\"model\",\"accuracy\",\"n\",\"over base\"],"
                        + "\"rows\":[[\"base\",0.5,4,0.0],[\"good\",0.75,4,0.25]],\"best\":1},"
                        + "\"confusion\":{\"title\":\"Confusion of 'good': a row is a true label, a column what it was"
                        + " taken for\",\"columns\":[\"truth\",\"x\",\"y\"],"
                        + "\"rows\":[[\"x\",2,0],[\"y\",1,1]],\"best\":null}}",
                report);
    }

    @Test
    void theMeanOverFoldsDecidesAmongEquallyAccurateOnes() {
        ResultTable folds = new ResultTable(
                "",
                List.of("model", CrossValidate.MEAN, CrossValidate.SPREAD),
                List.of(List.of("one", 0.7, 0.1), List.of("two", 0.8, 0.2)),
                1);
        List<String> labels = List.of("x", "x", "y", "y");
        ResultTable comparison = compare(
                        "{\"label\":\"k\"}",
                        Map.of(
                                "truth",
                                TRUTH,
                                "predictions",
                                new TreeMap<>(Map.of("one", labels, "two", labels)),
                                "folds",
                                folds))
                .at("/comparison")
                .as(ResultTable.class);
        assertEquals("two", comparison.rows().get(comparison.best()).get(0));
        assertEquals(0.2, comparison.number("two", CrossValidate.SPREAD));
    }

    @Test
    void comparingNamesWhatDoesNotFit() {
        Map<String, ?> shorter = Map.of("truth", TRUTH, "predictions", Map.of("good", List.of("x")));
        assertEquals(
                "Each prediction needs 4 labels, one a row: 'good' has 1.",
                assertThrows(InputException.class, () -> compare("{\"label\":\"k\"}", shorter))
                        .getMessage());
        Map<String, ?> none = Map.of("truth", TRUTH, "predictions", Map.of("good", Arrays.asList("x", null)));
        assertEquals(
                "Each prediction needs 4 labels, one a row: 'good' lacks some.",
                assertThrows(InputException.class, () -> compare("{\"label\":\"k\"}", none))
                        .getMessage());
        Map<String, ?> noTruth = Map.of("predictions", PREDICTIONS);
        assertTrue(assertThrows(InputException.class, () -> compare("{\"label\":\"k\"}", noTruth))
                .getMessage()
                .startsWith("\"truth\" and \"predictions\" were expected."));
        Map<String, ?> input = Map.of("truth", TRUTH, "predictions", PREDICTIONS);
        assertEquals(
                "The baseline 'majority' is not among the predictions: good.",
                assertThrows(InputException.class, () -> compare("{\"label\":\"k\",\"baseline\":\"majority\"}", input))
                        .getMessage());
    }

    private static Payload validate(String model, Payload table, FakeStep step) {
        return run(new CrossValidate(), Payload.ofJson(model), table, step);
    }

    @Test
    void crossValidationTriesEachRowOnceAndTellsHowFarItIs() {
        FakeStep step = new FakeStep();
        String model = "{\"label\":\"species\",\"folds\":4,\"classifiers\":{\"m\":{\"classifier\":\"majority\"},"
                + "\"t\":{\"classifier\":\"decisionTree\"}}}";
        ResultTable folds = validate(model, Run.iris(), step).as(ResultTable.class);
        assertEquals(List.of(0.25, 0.5, 0.75, 1.0), step.progress());
        assertEquals(List.of(), step.logged());
        assertEquals(1, folds.best());
        assertTrue(folds.number("t", "lowest") <= folds.number("t", CrossValidate.MEAN));
        assertTrue(folds.number("t", "highest") <= 1);
    }

    @Test
    void theSpreadIsTheStandardDeviationOverFolds() {
        // two folds of two rows; the majority of what is left is a tie, which goes to x: right for x, wrong for y
        String model = "{\"label\":\"k\",\"folds\":2,\"classifiers\":{\"m\":{\"classifier\":\"majority\"}}}";
        ResultTable folds = validate(model, csv("a,k\n1,x\n2,x\n3,x\n4,y\n"), new FakeStep())
                .as(ResultTable.class);
        assertEquals(0.75, folds.number("m", CrossValidate.MEAN));
        assertEquals(Math.sqrt(0.125), folds.number("m", CrossValidate.SPREAD), 1e-15);
    }

    @Test
    void theSeedDecidesOnTheFolds() {
        String model = "{\"label\":\"species\",\"seed\":%d,\"classifiers\":{\"t\":{\"classifier\":\"decisionTree\"}}}";
        Payload once = validate(model.formatted(1), Run.iris(), new FakeStep());
        assertEquals(once, validate(model.formatted(1), Run.iris(), new FakeStep()));
        assertNotEquals(once, validate(model.formatted(2), Run.iris(), new FakeStep()));
    }

    @Test
    void warnsWhereALabelIsTooRareForTheFolds() {
        FakeStep step = new FakeStep();
        String model = "{\"label\":\"k\",\"folds\":2,\"classifiers\":{\"m\":{\"classifier\":\"majority\"}}}";
        validate(model, csv("a,k\n1,x\n2,x\n3,x\n4,y\n"), step);
        assertEquals(List.of("a label has 1 rows only, so not each of the 2 folds holds it"), step.warnings());
    }

    @Test
    void refusesMoreFoldsThanRows() {
        String model = "{\"label\":\"k\",\"classifiers\":{\"m\":{\"classifier\":\"majority\"}}}";
        assertEquals(
                "A table of 2 rows cannot be dealt out to 10 folds.",
                assertThrows(InputException.class, () -> validate(model, csv("a,k\n1,x\n2,y\n"), new FakeStep()))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};\"classifiers\" is missing",
                "{\"folds\":1,\"classifiers\":{}};\"folds\" must be at least 2, not 1",
                "{\"classifiers\":{\"a\":{}}};\"classifier\" is missing",
                "{\"classifiers\":{},\"votes\":{\"v\":[\"a\"]}};\"votes\" needs names of \"classifiers\"",
                "{\"classifiers\":{\"a\":{\"classifier\":\"decisionTree\",\"model\":{\"depth\":1}}}};depth"
            })
    void aModelOfCrossValidationThatMakesNoSenseIsRefused(String model, String message) {
        String told = assertThrows(PayloadException.class, () -> new CrossValidate().load(Payload.ofJson(model)))
                .getMessage();
        assertTrue(told.contains(message), told);
    }

    @Test
    void anUnknownClassifierIsRefusedWithTheNamesOfThoseThatThereAre() {
        String model = "{\"classifiers\":{\"a\":{\"classifier\":\"tree\"}}}";
        assertEquals(
                "there is no classifier 'tree'; there are decisionTree, logisticRegression, majority, naiveBayes,"
                        + " nearestNeighbours",
                assertThrows(IllegalArgumentException.class, () -> new CrossValidate().load(Payload.ofJson(model)))
                        .getMessage());
    }
}
