package io.enginehub.examples.mining;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.examples.mining.table.Column;
import io.enginehub.examples.mining.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Predictions compared with Tribuo's, trained on the same rows and asked about the same others. They cannot be equal:
 * equally good splits and equally near neighbours are chosen between in other ways. Tribuo has no Gaussian naive Bayes;
 * see {@link NaiveBayesTest}.
 */
class OracleTest {
    private static final LabelFactory LABELS = new LabelFactory();

    // why a field: the level is forgotten when nobody holds the logger
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    static {
        TRIBUO.setLevel(Level.WARNING);
    }

    @ParameterizedTest
    @CsvSource({"iris/iris.csv, species", "wine/wine.csv, cultivar"})
    void aTreeAgreesOnNineRowsOfTen(String data, String label) {
        compare(
                data,
                label,
                "decisionTree",
                "{\"maxDepth\":4}",
                new CARTClassificationTrainer(4, 1f, 0f, 1f, new GiniIndex(), 1),
                0.9);
    }

    @ParameterizedTest
    @CsvSource({"iris/iris.csv, species", "wine/wine.csv, cultivar"})
    void nearestNeighboursAgreeOnAllRowsButOneInFifty(String data, String label) {
        compare(
                data,
                label,
                "nearestNeighbours",
                "{\"k\":5}",
                new KNNTrainer<>(
                        5,
                        DistanceType.L2.getDistance(),
                        1,
                        new VotingCombiner(),
                        KNNModel.Backend.STREAMS,
                        NeighboursQueryFactoryType.BRUTE_FORCE),
                0.97);
    }

    @ParameterizedTest
    @CsvSource({"iris/iris.csv, species", "wine/wine.csv, cultivar"})
    void logisticRegressionAgreesOnNineteenRowsOfTwenty(String data, String label) {
        compare(
                data,
                label,
                "logisticRegression",
                "{}",
                new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.5, 0.1), 200, 1),
                0.95);
    }

    private static void compare(
            String data, String label, String name, String settings, Trainer<Label> oracle, double least) {
        Run.Parts parts = Run.standardised(Run.example(data), label);
        List<String> ours = Run.labels(Learner.named(name), settings, parts.train(), parts.test());
        var provenance = new SimpleDataSourceProvenance("rows", LABELS);
        var train = new MutableDataset<>(provenance, LABELS);
        train.addAll(examples(Table.read(parts.train())));
        List<String> theirs = new ArrayList<>();
        oracle.train(train)
                .predict(new ArrayList<Example<Label>>(examples(Table.read(parts.test()))))
                .forEach(prediction -> theirs.add(prediction.getOutput().getLabel()));
        double agreement = Accuracy.of(theirs, ours);
        assertTrue(agreement >= least, () -> name + " agrees on " + agreement + " of the rows of " + data);
    }

    private static List<Example<Label>> examples(Table table) {
        String[] names = table.names(Column.Type.NUMBER).toArray(String[]::new);
        double[][] rows = table.numbers(List.of(names));
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            examples.add(new ArrayExample<>(new Label(table.labels().get(i)), names, rows[i]));
        }
        return examples;
    }
}
