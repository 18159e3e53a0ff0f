package io.enginehub.examples.mining.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableJsonTest {
    private static Table read(String json) {
        return Table.read(Payload.ofJson(json));
    }

    @Test
    void isWrittenAsTheExamplesDocumentIt() {
        Table table =
                Table.read(Payload.ofText("text/csv", "a,kind\n1.50,x\n,y\n")).withLabel("kind");
        assertEquals(
                "{\"label\":\"kind\",\"columns\":[{\"name\":\"a\",\"type\":\"number\",\"values\":[1.50,null]},"
                        + "{\"name\":\"kind\",\"type\":\"text\",\"values\":[\"x\",\"y\"]}]}",
                table.toPayload().text());
    }

    @Test
    void readsBackWhatItWrites() {
        Table table = Table.read(Payload.ofText("text/csv", "a,b,kind\n1,4.9E-324,x\n-2.5,1e300,\"y\"\"\"\n"))
                .withLabel("kind");
        Table back = Table.read(table.toPayload());
        assertEquals(table.labels(), back.labels());
        assertEquals(table.label(), back.label());
        assertEquals(
                List.of(1.0, 4.9E-324, -2.5, 1e300),
                List.of(
                        back.numbers(List.of("a", "b"))[0][0],
                        back.numbers(List.of("a", "b"))[0][1],
                        back.numbers(List.of("a", "b"))[1][0],
                        back.numbers(List.of("a", "b"))[1][1]));
    }

    @Test
    void csvWithinAJsonStringIsATableToo() {
        assertEquals(List.of("a", "b"), Table.read(Payload.of("a,b\n1,2\n")).names());
    }

    @Test
    void labelsAreTextEvenWhereTheJsonHasNumbers() {
        Table table = read("{\"label\":\"k\",\"columns\":[{\"name\":\"k\",\"type\":\"number\",\"values\":[1,0]}]}");
        assertEquals(List.of("1", "0"), table.labels());
        assertTrue(table.names(Column.Type.NUMBER).isEmpty());
        assertEquals(
                "{\"label\":\"k\",\"columns\":[{\"name\":\"k\",\"type\":\"text\",\"values\":[\"1\",\"0\"]}]}",
                table.toPayload().text());
    }

    @Test
    void aColumnWithoutATypeIsTakenForWhatItsValuesAre() {
        Table table = read("{\"columns\":[{\"name\":\"a\",\"values\":[1]},{\"name\":\"b\",\"values\":[\"x\"]}]}");
        assertEquals(List.of("a"), table.names(Column.Type.NUMBER));
    }

    @Test
    void namesRowAndColumnOfATextInAColumnOfNumbers() {
        Table table = read("{\"columns\":[{\"name\":\"a\",\"type\":\"number\",\"values\":[1,\"oops\",true]}]}");
        assertEquals(
                "The table has 2 faults:\n  row 2, column 'a': 'oops' is no number\n  row 3, column 'a': 'true' is no number",
                assertThrows(InputException.class, () -> table.numbers(List.of("a")))
                        .getMessage());
    }

    @Test
    void tellsAllFaultsOfItsFormAtOnce() {
        String message = assertThrows(
                        InputException.class,
                        () -> read("{\"columns\":[{\"name\":\"a\",\"type\":\"number\",\"values\":[1,[2]]},"
                                + "{\"name\":\"a\",\"type\":\"int\",\"values\":[1]},{\"values\":[1,2]},"
                                + "{\"name\":\"d\"},null]}"))
                .getMessage();
        assertEquals("""
                The table has 8 faults:
                  columns[0], 'a', row 2: a value is a number, a text or null
                  columns[1], 'a': the name stands twice
                  columns[1], 'a': it has 1 values, and the first column has 2
                  columns[1], 'a': "type" is number or text, not 'int'
                  columns[2]: "name" is missing
                  columns[3], 'd': "values" is missing
                  columns[4]: "name" is missing
                  columns[4]: "values" is missing""", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "3", "null", "{\"columns\":3}", "{}", "{\"columns\":[3]}"})
    void refusesJsonThatIsNoTable(String json) {
        String message = assertThrows(InputException.class, () -> read(json)).getMessage();
        assertTrue(message.contains("columns"), message);
    }

    @Test
    void refusesBytes() {
        Payload bytes = Payload.ofBytes("application/octet-stream", new byte[3]);
        assertEquals(
                "A table was expected, as text/csv or as JSON; this is application/octet-stream, 3 bytes.",
                assertThrows(InputException.class, () -> Table.read(bytes)).getMessage());
    }
}
