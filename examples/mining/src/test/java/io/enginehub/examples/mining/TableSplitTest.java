package io.enginehub.examples.mining;

import static io.enginehub.examples.mining.Run.csv;
import static io.enginehub.examples.mining.Run.iris;
import static io.enginehub.examples.mining.Run.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.examples.mining.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableSplitTest {
    private static Payload split(String model, Payload data) {
        return run(new TableSplit(), Payload.ofJson(model), data);
    }

    private static List<String> rows(Table... parts) {
        List<String> rows = new ArrayList<>();
        for (Table part : parts) {
            for (int row = 0; row < part.rows(); row++) {
                int at = row;
                rows.add(part.columns().stream()
                                .map(column -> column.cells().get(at))
                                .toList() + "");
            }
        }
        Collections.sort(rows);
        return rows;
    }

    @Test
    void everyRowIsInOnePartAndInOneOnly() {
        Payload split = split("{\"label\":\"species\"}", iris());
        Table train = Table.read(split.at("/train"));
        Table test = Table.read(split.at("/test"));
        assertEquals(rows(Table.read(iris())), rows(train, test));
        assertEquals(105, train.rows());
    }

    @Test
    void eachLabelKeepsItsShareInBothParts() {
        Payload split = split("{\"label\":\"cultivar\",\"trainShare\":0.7}", Run.wine());
        List<String> train = Table.read(split.at("/train")).labels();
        List<String> test = Table.read(split.at("/test")).labels();
        List<Integer> counts = new ArrayList<>();
        for (String label : List.of("cultivar_1", "cultivar_2", "cultivar_3")) {
            counts.add(Collections.frequency(train, label));
            counts.add(Collections.frequency(test, label));
        }
        assertEquals(List.of(41, 18, 50, 21, 34, 14), counts);
    }

    @Test
    void theSameSeedGivesTheSameSplitAndAnotherSeedAnother() {
        Payload once = split("{\"label\":\"species\",\"seed\":3}", iris());
        assertEquals(once, split("{\"label\":\"species\",\"seed\":3}", iris()));
        assertNotEquals(once, split("{\"label\":\"species\",\"seed\":4}", iris()));
    }

    @Test
    void bothPartsNameTheLabelAndKeepColumnsOfText() {
        Payload split = split("{\"label\":\"k\"}", csv("a,city,k\n1,Ulm,1\n2,Bonn,1\n3,Kiel,0\n4,Jena,0\n"));
        Table test = Table.read(split.at("/test"));
        assertEquals("k", test.label().orElseThrow());
        assertEquals(List.of("a", "city", "k"), test.names());
        assertEquals(List.of("1", "0"), test.labels());
    }

    @Test
    void aRareLabelIsInBothPartsWhereItHasTwoRows() {
        Payload split = split("{\"label\":\"k\",\"trainShare\":0.9}", csv("a,k\n1,x\n2,x\n3,y\n4,y\n5,y\n6,z\n"));
        assertEquals(List.of("x", "y"), Table.read(split.at("/test")).labels());
        assertEquals(List.of("x", "y", "y", "z"), Table.read(split.at("/train")).labels());
    }

    @Test
    void refusesATableOfWhichNoPartWouldBeLeftToTestWith() {
        Payload two = csv("a,k\n1,x\n2,y\n");
        String message = assertThrows(InputException.class, () -> split("{\"label\":\"k\"}", two))
                .getMessage();
        assertEquals("A table of 2 rows cannot be split; some label must have two rows or more.", message);
    }

    @Test
    void refusesALabelOfTooManyValues() {
        StringBuilder rows = new StringBuilder("a,k\n");
        for (int i = 0; i < 1001; i++) {
            rows.append("1,").append(i).append('\n');
        }
        String message = assertThrows(InputException.class, () -> split("{\"label\":\"k\"}", csv(rows.toString())))
                .getMessage();
        assertEquals(
                "The label has 1001 different values, such as '0' and '999'."
                        + " A class has more rows than one; is this the right column?",
                message);
    }

    @Test
    void tellsCellsThatAreNoNumbersByTheirLineInTheFile() {
        Payload slip = csv("a,k\n1,x\n2,x\nthree,y\n4,y\n,y\n");
        String message = assertThrows(InputException.class, () -> split("{\"label\":\"k\"}", slip))
                .getMessage();
        assertEquals(
                "The table has 2 faults:\n  line 4, column 'a': 'three' is no number\n"
                        + "  line 6, column 'a': a number is missing",
                message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"trainShare\":1.0}", "{\"trainShare\":0}", "{\"share\":0.5}", "{\"seed\":\"x\"}", "[]"})
    void refusesAModelThatMakesNoSense(String model) {
        String message =
                assertThrows(PayloadException.class, () -> split(model, iris())).getMessage();
        assertTrue(message.startsWith("The payload is no Settings"), message);
    }
}
