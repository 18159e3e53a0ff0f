package io.enginehub.examples.mining;

import static io.enginehub.examples.mining.Run.csv;
import static io.enginehub.examples.mining.Run.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.testkit.FakeStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTreeTest {
    private static final Learner TREE = Learner.named("decisionTree");

    /** Neither column alone says anything of the label. */
    private static final String EITHER_OR =
            "a,b,k\n0,0,no\n0,1,yes\n1,0,yes\n1,1,no\n0,0,no\n0,1,yes\n1,0,yes\n1,1,no\n";

    private static DecisionTree fit(String model, String table) {
        return run(TREE.trainer(), model, table).as(DecisionTree.class);
    }

    @Test
    void splitsHalfWayBetweenTheRowsThatItTellsApart() {
        DecisionTree tree = fit("{\"label\":\"k\"}", "a,b,k\n1,7,x\n2,7,x\n5,7,y\n");
        assertEquals(List.of("if a <= 3.5 then x (2 of 2 rows)", "if a > 3.5 then y (1 of 1 row)"), tree.readable());
        assertEquals(List.of("a"), tree.columns());
    }

    @Test
    void findsWhatTakesTwoQuestions() {
        DecisionTree tree = fit("{\"label\":\"k\"}", EITHER_OR);
        assertEquals(4, tree.rules().size());
        assertTrue(tree.rules().stream().allMatch(rule -> rule.right() == rule.rows()));
    }

    @Test
    void goesNoDeeperThanItMay() {
        assertEquals(
                2, fit("{\"label\":\"k\",\"maxDepth\":1}", EITHER_OR).rules().size());
        for (Rule rule : run(
                        TREE.trainer(),
                        Payload.ofJson("{\"maxDepth\":2}"),
                        Run.raw(Run.wine(), "cultivar").train())
                .as(DecisionTree.class)
                .rules()) {
            assertTrue(rule.when().size() <= 2, rule::toString);
        }
    }

    @Test
    void leavesAsManyRowsInEachLeafAsItMust() {
        Payload train = Run.raw(Run.iris(), "species").train();
        DecisionTree tree = run(TREE.trainer(), Payload.ofJson("{\"minRows\":10,\"maxDepth\":9}"), train)
                .as(DecisionTree.class);
        assertTrue(tree.rules().stream().allMatch(rule -> rule.rows() >= 10), () -> tree.readable() + "");
        assertEquals(105, tree.rules().stream().mapToInt(Rule::rows).sum());
    }

    @Test
    void withoutLimitsItIsRightOnAllItWasTrainedWith() {
        Run.Parts parts = Run.raw(Run.wine(), "cultivar");
        List<String> labels = Run.labels(TREE, "{\"maxDepth\":50}", parts.train(), parts.train());
        assertEquals(new Run.Parts(parts.train(), parts.train()).truth(), labels);
    }

    @Test
    void exactlyOneRuleHoldsForARow() {
        Run.Parts parts = Run.raw(Run.wine(), "cultivar");
        DecisionTree tree =
                run(TREE.trainer(), Payload.EMPTY_OBJECT, parts.train()).as(DecisionTree.class);
        var table = io.enginehub.examples.mining.table.Table.read(parts.test());
        for (double[] row : table.numbers(tree.columns())) {
            assertEquals(
                    1,
                    tree.rules().stream()
                            .filter(rule -> rule.holds(tree.columns(), row))
                            .count());
        }
    }

    @Test
    void isOneRuleWhereNoColumnTellsRowsApart() {
        assertEquals(
                List.of("always x (2 of 3 rows)"),
                fit("{\"label\":\"k\"}", "a,k\n1,x\n1,y\n1,x\n").readable());
    }

    @Test
    void tellsNeighbouringNumbersApart() {
        double next = Math.nextUp(1.0);
        String table = "a,k\n1.0,x\n" + next + ",y\n";
        Payload fitted = run(TREE.trainer(), "{\"label\":\"k\"}", table);
        assertEquals("[\"x\",\"y\"]", run(TREE.classifier(), fitted, csv(table)).text());
    }

    @Test
    void logsItsRulesForPeople() {
        FakeStep step = new FakeStep();
        run(TREE.trainer(), Payload.ofJson("{\"label\":\"k\"}"), csv("a,k\n1,x\n2,y\n"), step);
        assertEquals(List.of("if a <= 1.5 then x (1 of 1 row)", "if a > 1.5 then y (1 of 1 row)"), step.logged());
    }

    @Test
    void refusesRulesAboutAColumnThatItDoesNotName() {
        String model = "{\"columns\":[],\"rules\":[{\"when\":[{\"column\":\"a\",\"is\":\"ABOVE\",\"value\":1}],"
                + "\"label\":\"x\",\"rows\":1,\"right\":1}],\"readable\":[]}";
        String message = assertThrows(
                        PayloadException.class, () -> TREE.classifier().load(Payload.ofJson(model)))
                .getMessage();
        assertTrue(message.contains("a rule asks about 'a', which is not one of \"columns\""), message);
    }
}
