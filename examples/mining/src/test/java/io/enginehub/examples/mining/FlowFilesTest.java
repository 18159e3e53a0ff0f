package io.enginehub.examples.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowFilesTest {
    private static final List<String> DESIGNED =
            List.of("split", "scale", "train", "test", "fitTree", "fitBayes", "tree", "bayes", "vote", "compare");

    record Report(ResultTable comparison, ResultTable confusion) {}

    @ParameterizedTest
    @ValueSource(strings = {"iris/train.json", "wine/train.json"})
    void trainingFlowsKeepTheKeysThatTheDocumentsName(String file) {
        Set<String> keys = ProcessFlow.read(Path.of("..", file)).processors().keySet();
        assertTrue(keys.containsAll(DESIGNED), () -> file + " has only " + keys);
    }

    @ParameterizedTest
    @CsvSource({"iris/train.json, iris/iris.csv", "wine/train.json, wine/wine.csv"})
    void everyTrainedModelBeatsTheBaselineOnHeldOutRows(String file, String data) {
        ResultTable comparison = run(file, data).as(Report.class).comparison();
        List<String> behind = new ArrayList<>();
        for (List<Object> row : comparison.rows()) {
            String model = (String) row.get(0);
            if (!model.equals("majority") && comparison.number(model, "over majority") < 0.2) {
                behind.add(row.toString());
            }
        }
        assertEquals(List.of(), behind);
        assertTrue(comparison.number("majority", "accuracy") < 0.5);
    }

    @Test
    void standardisingLiftsNearestNeighboursOnWineByMoreThanFifteenPoints() {
        ResultTable comparison =
                run("wine/train.json", "wine/wine.csv").as(Report.class).comparison();
        double gain = comparison.number("knn", CrossValidate.MEAN) - comparison.number("knnRaw", CrossValidate.MEAN);
        assertTrue(gain > 0.15, () -> "the gain is " + gain);
    }

    @Test
    void standardisingChangesNothingForATreeOrForLogisticRegression() {
        ResultTable comparison =
                run("wine/train.json", "wine/wine.csv").as(Report.class).comparison();
        for (String model : List.of("tree", "logistic")) {
            assertEquals(
                    comparison.number(model, "accuracy"), comparison.number(model + "Raw", "accuracy"), 1e-12, model);
        }
    }

    @ParameterizedTest
    @CsvSource({"iris/train.json, wine/wine.csv, cultivar, species", "wine/train.json, iris/iris.csv, species, cultivar"
    })
    void aTrainingFlowTakesAnotherTableOnceTheLabelIsSet(String file, String data, String label, String before)
            throws Exception {
        String json = Files.readString(Path.of("..", file));
        ProcessFlow flow = ProcessFlow.parse(json.replace("\"" + before + "\"", "\"" + label + "\""));
        Report report = new FlowRun(flow, Run.example(data)).output().as(Report.class);
        assertTrue(report.comparison().number("bayes", "accuracy") > 0.85);
    }

    @Test
    void evaluateHoldsOutRowsForOneClassifier() {
        Report report = run("evaluate.json", "iris/iris.csv").as(Report.class);
        assertEquals(
                List.of("model", "accuracy", "n", "over majority"),
                report.comparison().columns());
        assertEquals(45.0, report.comparison().number("tree", "n"));
    }

    @Test
    void crossValidateGivesMeanAndSpreadOfEachClassifier() {
        ResultTable folds = run("cross-validate.json", "iris/iris.csv").as(ResultTable.class);
        assertEquals("Accuracy over 10 folds of 150 rows", folds.title());
        assertTrue(folds.number("bayes", CrossValidate.MEAN) > 0.9);
        assertEquals(1 / 3.0, folds.number("majority", CrossValidate.MEAN), 1e-12);
        assertEquals(0.0, folds.number("majority", CrossValidate.SPREAD), 1e-12);
    }

    private static Payload run(String file, String data) {
        return new FlowRun(ProcessFlow.read(Path.of("..", file)), Run.example(data)).output();
    }
}
