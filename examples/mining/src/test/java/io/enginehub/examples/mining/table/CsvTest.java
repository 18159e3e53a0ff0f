package io.enginehub.examples.mining.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static Table read(String csv) {
        return Table.read(Payload.ofText("text/csv", csv));
    }

    private static String fault(String csv) {
        return assertThrows(InputException.class, () -> read(csv)).getMessage();
    }

    @Test
    void readsNumbersAndText() {
        Table table = read("a,b\n1,x\n2.5e1,y\n");
        assertEquals(List.of("a"), table.names(Column.Type.NUMBER));
        assertEquals(List.of("b"), table.names(Column.Type.TEXT));
        assertArrayEquals(new double[][] {{1}, {25}}, table.numbers(List.of("a")));
    }

    @Test
    void readsQuotedCellsWithCommasQuotesAndLineEnds() {
        Table table = read("a,\"b,c\"\r\n1,\"say \"\"so\"\"\r\nand go\"\r\n2,\"\"\r\n");
        assertEquals(List.of("a", "b,c"), table.names());
        assertEquals(
                List.of("say \"so\"\r\nand go", ""),
                table.column("b,c").orElseThrow().cells());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeffa,b\n1,2\n", "a,b\r\n1,2", "a,b\r1,2\r", "\na,b\n\n1,2\n\n"})
    void takesByteOrderMarksEveryKindOfLineEndAndEmptyLines(String csv) {
        Table table = read(csv);
        assertEquals(List.of("a", "b"), table.names());
        assertEquals(1, table.rows());
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "0x1p3", "1d", "1 000", "5;1", "--1", "e5", "."})
    void takesForNumbersOnlyWhatPeopleWriteAsNumbers(String cell) {
        Table table = read("a\n1\n2\n" + cell + "\n");
        String message = assertThrows(InputException.class, () -> table.numbers(List.of("a")))
                .getMessage();
        assertEquals("The table has a fault: line 4, column 'a': '" + cell + "' is no number.", message);
    }

    @Test
    void namesLineAndColumnOfATextInAColumnOfNumbers() {
        Table table = read("a,b\n1,1\n\"2\",oops\n3,3\n");
        assertEquals(
                "The table has a fault: line 3, column 'b': 'oops' is no number.",
                assertThrows(InputException.class, () -> table.numbers(List.of("a", "b")))
                        .getMessage());
    }

    @Test
    void countsTheLinesWithinQuotedCells() {
        Table table = read("a,b\n1,\"x\ny\"\n?,z\n2,z\n");
        assertEquals(
                "The table has a fault: line 4, column 'a': '?' is no number.",
                assertThrows(InputException.class, () -> table.numbers(List.of("a")))
                        .getMessage());
    }

    @Test
    void doesNotMindWhatStandsInColumnsThatNobodyAsksFor() {
        Table table = read("a,b\n1,1\n2,oops\n3,3\n");
        assertArrayEquals(new double[][] {{1}, {2}, {3}}, table.numbers(List.of("a")));
    }

    @Test
    void tellsAllFaultsAtOnce() {
        Table table = read("a,b,c\n1,x,\n2,2,3\n1e999,3,4\n");
        String message = assertThrows(InputException.class, () -> table.numbers(List.of("a", "b", "c", "d")))
                .getMessage();
        assertEquals("""
                The table has 4 faults:
                  line 4, column 'a': '1e999' is no number
                  line 2, column 'b': 'x' is no number
                  line 2, column 'c': a number is missing
                  there is no column 'd'; there are a, b, c""", message);
    }

    @Test
    void tellsTwentyFaultsAndHowManyMoreThereAre() {
        String message = fault("a,b\n" + "1\n".repeat(33));
        assertEquals(22, message.lines().count());
        assertTrue(message.startsWith("The table has 33 faults:"), message);
        assertTrue(message.endsWith("... and 13 more"), message);
    }

    @Test
    void cutsALongCellInAMessage() {
        Table table = read("a\n1\n" + "x".repeat(100_000) + "\n2\n");
        String message = assertThrows(InputException.class, () -> table.numbers(List.of("a")))
                .getMessage();
        assertTrue(message.length() < 120, message);
    }

    @Test
    void refusesWhatIsNoCsv() {
        assertEquals("The table has a fault: it is empty; the first line names the columns.", fault(""));
        assertEquals("The table has a fault: line 1, column 2: the name 'a' stands twice.", fault("a,a\n1,2\n"));
        assertEquals("The table has a fault: line 1, column 2: the name of the column is missing.", fault("a,\n1,2\n"));
        assertEquals("The table has a fault: line 1: the cells are not separated by commas.", fault("a;b\n1;2\n"));
        assertEquals("The table has a fault: line 3: it has 1 cell, and the header has 2.", fault("a,b\n1,2\n3\n"));
        assertEquals(
                "The table has a fault: line 2: it has 3 cells, and the header has 2;"
                        + " a cell with a comma in it stands in quotes.",
                fault("a,b\n1,2,3\n"));
        assertEquals(
                "The table has a fault: line 2, column 2: the quote that opens here is never closed.",
                fault("a,b\n1,\"2\n3,4\n"));
        assertEquals(
                "The table has a fault: line 2, column 1: text stands behind the closing quote.",
                fault("a,b\n\"1\"x,2\n"));
        assertEquals(
                "The table has a fault: line 2, column 1: a quote stands within a cell;"
                        + " quote the whole cell, and double the quotes in it.",
                fault("a,b\n1\"x,2\n"));
    }

    @Test
    void aLabelIsTextAsItStandsInTheFile() {
        Table table = read("a,b\n1,01\n2,2\n").withLabel("b");
        assertEquals(List.of("01", "2"), table.labels());
        assertEquals(List.of("a"), table.names(Column.Type.NUMBER));
    }

    @Test
    void saysWhichLabelIsMissing() {
        String unknown = assertThrows(
                        InputException.class,
                        () -> read("a,b\n1,x\n").withLabel("c").labels())
                .getMessage();
        assertEquals("The table has a fault: there is no column 'c'; there are a, b.", unknown);
        String empty = assertThrows(
                        InputException.class,
                        () -> read("a,b\n1,x\n2,\n").withLabel("b").labels())
                .getMessage();
        assertEquals("The table has a fault: line 3, column 'b': the label is missing.", empty);
        String unnamed = assertThrows(
                        InputException.class, () -> read("a,b\n1,x\n").labels())
                .getMessage();
        assertEquals(
                "The table has a fault: nothing says which column is the label; set \"label\" in the model,"
                        + " to one of a, b.",
                unnamed);
    }
}
