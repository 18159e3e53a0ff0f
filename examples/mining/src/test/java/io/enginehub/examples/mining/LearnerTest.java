package io.enginehub.examples.mining;

import static io.enginehub.examples.mining.Run.csv;
import static io.enginehub.examples.mining.Run.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.examples.mining.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for each trainer and the classifier of the same name. */
class LearnerTest {
    private static final String TABLE = "a,b,k\n1,2,x\n2,1,x\n8,9,y\n9,8,y\n";

    private static Payload fit(String name, Payload table) {
        return run(Learner.named(name).trainer(), Payload.ofJson("{\"label\":\"k\"}"), table);
    }

    private static String label(String name, Payload fitted, String table) {
        return run(Learner.named(name).classifier(), fitted, csv(table)).text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisionTree", "naiveBayes", "nearestNeighbours", "logisticRegression", "majority"})
    void theClassifierTakesWhatTheTrainerGivesAsItIs(String name) {
        assertEquals("trainer." + name, Learner.named(name).trainer().name());
        assertEquals("classifier." + name, Learner.named(name).classifier().name());
        Payload fitted = fit(name, csv(TABLE));
        Payload throughText = Payload.ofJson(fitted.text());
        assertEquals(label(name, fitted, TABLE), label(name, throughText, TABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisionTree", "naiveBayes", "nearestNeighbours", "logisticRegression"})
    void labelsAreTheSameWhetherTheTableHasALabelExtraColumnsAnotherOrderOrNone(String name) {
        Payload fitted = fit(name, csv(TABLE));
        String expected = "[\"y\",\"x\"]";
        assertEquals(expected, label(name, fitted, "a,b,k\n8,8,?\n1,1,\n"));
        assertEquals(expected, label(name, fitted, "a,b\n8,8\n1,1\n"));
        assertEquals(expected, label(name, fitted, "city,b,a,c\nUlm,8,8,\nBonn,1,1,oops\n"));
        Payload json = Table.read(csv("a,b\n8,8\n1,1\n")).toPayload();
        assertEquals(
                expected, run(Learner.named(name).classifier(), fitted, json).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"naiveBayes", "nearestNeighbours", "logisticRegression"})
    void theClassifierNamesEveryFaultOfItsTable(String name) {
        Payload fitted = fit(name, csv(TABLE));
        String message = assertThrows(InputException.class, () -> label(name, fitted, "a,c\n1,1\ntwo,2\n,3\n"))
                .getMessage();
        assertEquals(
                "The table has 3 faults:\n  line 3, column 'a': 'two' is no number\n"
                        + "  line 4, column 'a': a number is missing\n  there is no column 'b'; there are a, c",
                message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisionTree", "naiveBayes", "nearestNeighbours", "logisticRegression", "majority"})
    void theSameTableGivesTheSameModelByteForByte(String name) {
        Payload train = Run.raw(Run.iris(), "species").train();
        Payload once = run(Learner.named(name).trainer(), Payload.EMPTY_OBJECT, train);
        assertEquals(once, run(Learner.named(name).trainer(), Payload.EMPTY_OBJECT, train));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisionTree", "naiveBayes", "nearestNeighbours", "logisticRegression", "majority"})
    void givesOneOfTheLabelsForEachRowOnWine(String name) {
        Run.Parts parts = Run.raw(Run.wine(), "cultivar");
        List<String> labels = Run.labels(Learner.named(name), "{}", parts.train(), parts.test());
        assertEquals(53, labels.size());
        assertTrue(new TreeSet<>(parts.truth()).containsAll(labels));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisionTree", "naiveBayes", "nearestNeighbours", "logisticRegression", "majority"})
    void aTableOfNoRowsGetsNoLabels(String name) {
        assertEquals("[]", label(name, fit(name, csv(TABLE)), "a,b\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisionTree", "naiveBayes", "nearestNeighbours", "logisticRegression", "majority"})
    void theTrainerRefusesColumnsOfTextAndSaysHowToLeaveThemOut(String name) {
        Payload table = csv("a,city,street,k\n1,Ulm,A,x\n2,Bonn,B,y\n");
        String message =
                assertThrows(InputException.class, () -> fit(name, table)).getMessage();
        assertEquals(
                "Only numbers can be learned from, and these columns are text: city, street."
                        + " Name the columns to use in the model: \"columns\": [\"a\"].",
                message);
        Payload model = Payload.ofJson("{\"label\":\"k\",\"columns\":[\"a\"]}");
        assertEquals(
                2,
                run(Learner.named(name).classifier(), run(Learner.named(name).trainer(), model, table), table)
                        .as(String[].class)
                        .length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisionTree", "naiveBayes", "nearestNeighbours", "logisticRegression", "majority"})
    void theTrainerSaysThatALabelIsMissing(String name) {
        List<String> messages = new ArrayList<>();
        for (String model : List.of("{}", "{\"label\":\"kind\"}")) {
            messages.add(assertThrows(
                            InputException.class,
                            () -> run(Learner.named(name).trainer(), Payload.ofJson(model), csv(TABLE)))
                    .getMessage());
        }
        assertEquals(
                List.of(
                        "The table has a fault: nothing says which column is the label; set \"label\" in the model,"
                                + " to one of a, b, k.",
                        "The table has a fault: there is no column 'kind'; there are a, b, k."),
                messages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisionTree", "naiveBayes", "nearestNeighbours", "logisticRegression", "majority"})
    void theTrainerRefusesATableOfNoRows(String name) {
        assertThrows(InputException.class, () -> fit(name, csv("a,b,k\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisionTree", "naiveBayes", "nearestNeighbours", "logisticRegression", "majority"})
    void aModelWithAKeyThatIsUnknownOrMissingIsRefused(String name) {
        Learner learner = Learner.named(name);
        String unknown = assertThrows(
                        PayloadException.class, () -> learner.trainer().load(Payload.ofJson("{\"depth\":1}")))
                .getMessage();
        assertTrue(unknown.contains("depth"), unknown);
        assertThrows(PayloadException.class, () -> learner.classifier().load(Payload.EMPTY_OBJECT));
    }

    @Test
    void aSettingOutOfBoundsIsRefusedByName() {
        List<String> models = List.of(
                "decisionTree maxDepth 0",
                "decisionTree minRows 0",
                "nearestNeighbours k 0",
                "naiveBayes smoothing -1",
                "logisticRegression epochs 0",
                "logisticRegression penalty -1");
        for (String model : models) {
            String[] part = model.split(" ");
            Payload settings = Payload.ofJson("{\"" + part[1] + "\":" + part[2] + "}");
            String message = assertThrows(
                            PayloadException.class,
                            () -> Learner.named(part[0]).trainer().load(settings))
                    .getMessage();
            assertTrue(message.contains("\"" + part[1] + "\" must"), message);
        }
    }

    @Test
    void theMajorityIsTheMostFrequentLabel() {
        Payload fitted = fit("majority", csv("a,k\n1,x\n2,y\n3,y\n"));
        assertEquals("{\"label\":\"y\",\"rows\":3,\"share\":0.6666666666666666}", fitted.text());
        assertEquals("[\"y\",\"y\"]", label("majority", fitted, "b\n1\n2\n"));
    }
}
