package io.enginehub.examples.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.InputException;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.examples.mining.TableSplit;
import io.enginehub.examples.mining.table.Table;
import io.enginehub.testkit.FakeStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ForestTest {
    private static final Payload SETTINGS = Payload.ofJson("{\"trees\":30}");

    private static Payload train;
    private static Payload test;

    @BeforeAll
    static void splitWine() throws Exception {
        Payload wine = Payload.ofText("text/csv", Files.readString(Path.of("../wine/wine.csv")));
        Payload parts = new FakeStep().run(new TableSplit(), Map.of("label", "cultivar", "seed", 7), wine);
        train = parts.at("/train");
        test = parts.at("/test");
    }

    private static Payload fit(Payload settings, Payload table) throws Exception {
        return new FakeStep().run(new ForestTrainer(), settings, table);
    }

    private static List<String> label(Payload forest, Payload table) throws Exception {
        return List.of(new FakeStep().run(new ForestClassifier(), forest, table).as(String[].class));
    }

    @Test
    void isRightOnNineHeldOutRowsOfTen() throws Exception {
        List<String> truth = Table.read(test).labels();
        List<String> labels = label(fit(SETTINGS, train), test);
        int right = 0;
        for (int i = 0; i < truth.size(); i++) {
            right += truth.get(i).equals(labels.get(i)) ? 1 : 0;
        }
        assertEquals(53, labels.size());
        assertTrue(right >= 48, right + " of 53 are right");
    }

    @Test
    void aFittedForestIsBytes() throws Exception {
        Payload forest = fit(SETTINGS, train);
        assertEquals("application/x-protobuf", forest.contentType());
        Payload copied = Payload.ofBytes("application/x-protobuf", forest.toBytes());
        assertEquals(label(forest, test), label(copied, test));
    }

    @Test
    void aStepThatIsTriedAgainGivesAForestThatPredictsTheSame() throws Exception {
        Payload few = Payload.ofJson("{\"trees\":3,\"maxDepth\":2}");
        try (Model trainer = new ForestTrainer().load(few)) {
            List<String> once = label(trainer.apply(train, new FakeStep()), test);
            assertEquals(once, label(trainer.apply(train, new FakeStep()), test));
        }
        assertNotEquals(
                label(fit(few, train), test),
                label(fit(Payload.ofJson("{\"trees\":3,\"maxDepth\":2,\"seed\":2}"), train), test));
    }

    @Test
    void labelsAreTheSameInCsvAndJsonWithALabelOrWithout() throws Exception {
        Payload forest = fit(Payload.ofJson("{\"label\":\"k\"}"), csv("a,b,k\n1,1,x\n1,2,x\n8,9,y\n9,8,y\n"));
        for (Payload table : List.of(
                csv("a,b,k\n9,9,?\n0,0,?\n"),
                csv("city,b,a\nUlm,9,9\nBonn,0,0\n"),
                Table.read(csv("a,b\n9,9\n0,0\n")).toPayload())) {
            assertEquals(List.of("y", "x"), label(forest, table));
        }
    }

    @Test
    void namesAColumnThatIsMissing() throws Exception {
        Payload forest = fit(Payload.ofJson("{\"label\":\"k\"}"), csv("a,b,k\n1,1,x\n8,9,y\n"));
        assertEquals(
                "The table has a fault: there is no column 'b'; there are a.",
                assertThrows(InputException.class, () -> label(forest, csv("a\n1\n")))
                        .getMessage());
    }

    @Test
    void oneColumnIsEnough() throws Exception {
        Payload table = csv("a,k\n1,x\n2,x\n8,y\n9,y\n");
        assertEquals(
                List.of("x", "x", "y", "y"),
                label(fit(Payload.ofJson("{\"label\":\"k\",\"trees\":200}"), table), table));
    }

    @Test
    void refusesAModelThatIsNoForest() {
        assertEquals(
                "the model must be what trainer.randomForest gives, application/x-protobuf, and it is application/json",
                assertThrows(IllegalArgumentException.class, () -> new ForestClassifier().load(Payload.EMPTY_OBJECT))
                        .getMessage());
    }

    @Test
    void tribuoDoesNotTellOfEachTree() throws Exception {
        fit(SETTINGS, train);
        assertFalse(Logger.getLogger("org.tribuo.ensemble.BaggingTrainer").isLoggable(Level.INFO));
    }

    @Test
    void theFlowOfTheExampleHasNoFault() {
        assertEquals("forest", ProcessFlow.read(Path.of("forest.json")).key());
    }

    private static Payload csv(String text) {
        return Payload.ofText("text/csv", text);
    }
}
