package io.enginehub.examples.mining;

import static io.enginehub.examples.mining.Run.csv;
import static io.enginehub.examples.mining.Run.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.Payload;
import io.enginehub.examples.mining.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tribuo has no Gaussian naive Bayes; what is expected here is worked out by hand, or by the definition. */
class NaiveBayesTest {
    private static final Learner BAYES = Learner.named("naiveBayes");

    @Test
    void learnsShareMeansAndVariancesOfEachClass() {
        NaiveBayes bayes = run(
                        BAYES.trainer(),
                        "{\"label\":\"k\",\"smoothing\":0}",
                        "a,b,k\n1,10,x\n3,14,x\n6,0,y\n8,2,y\n10,4,y\n0,0,y\n")
                .as(NaiveBayes.class);
        NaiveBayes.ClassShape x = bayes.classes().get(0);
        NaiveBayes.ClassShape y = bayes.classes().get(1);
        assertEquals(List.of("a", "b"), bayes.columns());
        assertEquals(List.of(2.0, 12.0), x.means());
        assertEquals(List.of(1.0, 4.0), x.variances());
        assertEquals(1 / 3.0, x.prior(), 1e-15);
        assertEquals(List.of(6.0, 1.5), y.means());
        assertEquals(List.of(14.0, 2.75), y.variances());
    }

    @Test
    void theBorderLiesWhereTheHandComputedDensitiesMeet() {
        // x: mean 0, variance 1; y: mean 4, variance 1; same share: the border is 2. With variance 4 for y it is where
        // t^2 = (t - 4)^2 / 4 + ln 4, that is 3 t^2 + 8 t - 16 - 4 ln 4 = 0, t = 1.5199...
        String train = "a,k\n-1,x\n1,x\n2,y\n6,y\n";
        double border = (-8 + Math.sqrt(64 + 12 * (16 + 4 * Math.log(4)))) / 6;
        Payload fitted = run(BAYES.trainer(), "{\"label\":\"k\",\"smoothing\":0}", train);
        Payload near = csv("a\n" + (border - 1e-6) + "\n" + (border + 1e-6) + "\n");
        assertEquals("[\"x\",\"y\"]", run(BAYES.classifier(), fitted, near).text());
    }

    @Test
    void agreesOnWineWithDensitiesMultipliedAsTheDefinitionSays() {
        Run.Parts parts = Run.standardised(Run.wine(), "cultivar");
        List<String> labels = Run.labels(BAYES, "{}", parts.train(), parts.test());
        assertEquals(byDefinition(Table.read(parts.train()), Table.read(parts.test())), labels);
    }

    private static List<String> byDefinition(Table train, Table test) {
        List<String> columns = train.names(io.enginehub.examples.mining.table.Column.Type.NUMBER);
        double[][] known = train.numbers(columns);
        List<String> labels = new ArrayList<>();
        for (double[] row : test.numbers(columns)) {
            String best = "";
            double highest = -1;
            for (String label : List.of("cultivar_1", "cultivar_2", "cultivar_3")) {
                double density = 1;
                int count = 0;
                for (int j = 0; j < columns.size(); j++) {
                    double sum = 0;
                    double squares = 0;
                    count = 0;
                    for (int i = 0; i < known.length; i++) {
                        if (train.labels().get(i).equals(label)) {
                            count++;
                            sum += known[i][j];
                            squares += known[i][j] * known[i][j];
                        }
                    }
                    double mean = sum / count;
                    double variance = squares / count - mean * mean;
                    density *=
                            Math.exp(-Math.pow(row[j] - mean, 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
                }
                if (density * count > highest) {
                    highest = density * count;
                    best = label;
                }
            }
            labels.add(best);
        }
        return labels;
    }

    @Test
    void aColumnThatIsConstantWithinAClassDoesNotBreakIt() {
        String train = "a,b,k\n1,5,x\n1,6,x\n2,9,y\n2,8,y\n";
        Payload fitted = run(BAYES.trainer(), "{\"label\":\"k\"}", train);
        assertEquals(
                "[\"x\",\"x\",\"y\",\"y\"]",
                run(BAYES.classifier(), fitted, csv(train)).text());
    }

    @Test
    void takesTheLargerClassWhereNothingVaries() {
        String train = "a,k\n1,x\n1,y\n1,y\n";
        Payload fitted = run(BAYES.trainer(), "{\"label\":\"k\",\"smoothing\":0}", train);
        assertEquals(
                "[\"y\",\"y\",\"y\"]",
                run(BAYES.classifier(), fitted, csv(train)).text());
    }
}
