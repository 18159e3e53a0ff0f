package io.enginehub.examples.mining;

import static io.enginehub.examples.mining.Run.csv;
import static io.enginehub.examples.mining.Run.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import io.enginehub.examples.mining.LogisticRegression.ClassWeights;
import io.enginehub.testkit.FakeStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
    private static final Learner LOGISTIC = Learner.named("logisticRegression");

    @Test
    void withoutColumnsThatHelpItLearnsTheSharesOfTheLabels() {
        LogisticRegression fitted = run(LOGISTIC.trainer(), "{\"label\":\"k\"}", "a,k\n1,x\n1,x\n1,x\n1,y\n")
                .as(LogisticRegression.class);
        double odds = Math.exp(score(fitted, 0, 1) - score(fitted, 1, 1));
        assertEquals(3.0, odds, 1e-3); // three x for each y
    }

    @Test
    void theLossIsFlatWhereItStops() {
        // one column, two points a side: with penalty p the slope d between the classes' scores, at one scale, solves
        // mean of (1 - probability) = p d / 2; checked by putting what was found back in
        String table = "a,k\n-1,x\n-1,x\n1,y\n1,y\n";
        double penalty = 0.1;
        LogisticRegression fitted = run(LOGISTIC.trainer(), "{\"label\":\"k\",\"penalty\":0.1}", table)
                .as(LogisticRegression.class);
        double slope = weight(fitted, 1) - weight(fitted, 0);
        double wrong = 1 / (1 + Math.exp(slope));
        assertEquals(penalty * slope / 2, wrong, 1e-5);
    }

    @Test
    void findsTheSameWhateverTheUnitsOfTheColumns() {
        Run.Parts raw = Run.raw(Run.wine(), "cultivar");
        Run.Parts standardised = Run.standardised(Run.wine(), "cultivar");
        assertEquals(
                Run.labels(LOGISTIC, "{}", standardised.train(), standardised.test()),
                Run.labels(LOGISTIC, "{}", raw.train(), raw.test()));
    }

    @Test
    void aHigherPenaltyHoldsWeightsDown() {
        Payload train = Run.standardised(Run.iris(), "species").train();
        assertTrue(largest(train, "{\"penalty\":1.0}") < largest(train, "{\"penalty\":0.001}") / 2);
    }

    @Test
    void tellsHowFarItIs() {
        FakeStep step = new FakeStep();
        run(
                LOGISTIC.trainer(),
                Payload.ofJson("{\"epochs\":4}"),
                Run.raw(Run.iris(), "species").train(),
                step);
        assertEquals(List.of(0.25, 0.5, 0.75, 1.0), step.progress());
        assertEquals(List.of("stopped after 4 epochs"), step.logged());
    }

    @Test
    void stopsWhenNobodyWantsTheResultAnyMore() throws Exception {
        FakeStep step = new FakeStep();
        step.cancel();
        try (var model = LOGISTIC.trainer().load(Payload.ofJson("{\"label\":\"k\"}"))) {
            assertThrows(InterruptedException.class, () -> model.apply(csv("a,k\n1,x\n2,y\n"), step));
        }
    }

    private static double score(LogisticRegression fitted, int classNumber, double a) {
        return fitted.classes().get(classNumber).score(new double[] {a});
    }

    private static double weight(LogisticRegression fitted, int classNumber) {
        return fitted.classes().get(classNumber).weights().get(0);
    }

    private static double largest(Payload train, String settings) {
        double largest = 0;
        for (ClassWeights each : run(LOGISTIC.trainer(), Payload.ofJson(settings), train)
                .as(LogisticRegression.class)
                .classes()) {
            for (double weight : each.weights()) {
                largest = Math.max(largest, Math.abs(weight));
            }
        }
        return largest;
    }
}
