package io.enginehub.examples.mining;

import static io.enginehub.examples.mining.Run.csv;
import static io.enginehub.examples.mining.Run.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import io.enginehub.examples.mining.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardiseTest {
    private static Payload fit(String model, String table) {
        return run(new StandardiseTrainer(), model, table);
    }

    private static Table transform(Payload scale, Payload table) {
        return Table.read(run(new StandardiseTransform(), scale, table));
    }

    @Test
    void learnsMeanAndDeviationOfEachColumnOfNumbers() {
        Payload scale = fit("{\"label\":\"k\"}", "a,city,b,k\n1,Ulm,5,1\n3,Bonn,5,0\n");
        assertEquals(
                "{\"columns\":[{\"name\":\"a\",\"mean\":2.0,\"deviation\":1.0},"
                        + "{\"name\":\"b\",\"mean\":5.0,\"deviation\":0.0}]}",
                scale.text());
    }

    @Test
    void bringsColumnsToMeanZeroAndDeviationOneAndLeavesOthers() {
        Payload data = csv("a,city,b,k\n1,Ulm,5,1\n3,Bonn,5,0\n");
        Table table = transform(fit("{\"label\":\"k\"}", data.text()), data);
        assertArrayEquals(new double[][] {{-1, 0}, {1, 0}}, table.numbers(List.of("a", "b")));
        assertEquals(List.of("Ulm", "Bonn"), table.column("city").orElseThrow().cells());
        assertEquals(List.of("1", "0"), table.column("k").orElseThrow().cells());
    }

    @Test
    void keepsTheNameOfTheLabel() {
        Run.Parts parts = Run.standardised(Run.wine(), "cultivar");
        assertEquals("cultivar", Table.read(parts.test()).label().orElseThrow());
    }

    @Test
    void usesWhatTheTrainingRowsWereLike() {
        Payload scale = fit("{}", "a\n1\n3\n");
        assertArrayEquals(new double[][] {{8}}, transform(scale, csv("a\n10\n")).numbers(List.of("a")));
    }

    @Test
    void takesOnlyTheColumnsThatAreNamed() {
        assertEquals(
                "{\"columns\":[{\"name\":\"b\",\"mean\":2.0,\"deviation\":0.0}]}",
                fit("{\"columns\":[\"b\"]}", "a,b\n1,2\n").text());
    }

    @Test
    void namesEveryColumnThatIsMissing() {
        Payload scale = fit("{}", "a,b,c\n1,2,3\n");
        String message = assertThrows(InputException.class, () -> transform(scale, csv("b,x\n1,2\n")))
                .getMessage();
        assertEquals(
                "The table has 2 faults:\n  there is no column 'a'; there are b, x\n"
                        + "  there is no column 'c'; there are b, x",
                message);
    }
}
