package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutputTextTest {
    private final OutputText text = new OutputText(Terminal.NONE);

    @Test
    void showsATableWithItsBestRowMarkedAndItsNumbersAlike() {
        assertEquals(
                List.of(
                        "Held-out rows",
                        "  model  accuracy   n",
                        "  ─────  ────────  ──",
                        "  base     0.3333  45",
                        "★ tree     0.9556  45",
                        "  none             45"),
                json("{\"title\":\"Held-out rows\",\"columns\":[\"model\",\"accuracy\",\"n\"],\"best\":1,"
                        + "\"rows\":[[\"base\",0.33333333333,45],[\"tree\",0.9555555,45],[\"none\",null,45]]}"));
    }

    @Test
    void findsTablesInsideAndShowsTheRestAsJson() {
        assertEquals(
                List.of(
                        "confusion",
                        "  a",
                        "  ─",
                        "  1",
                        "",
                        "folds",
                        "  b",
                        "  ─",
                        "  2",
                        "",
                        "{\"n\": 45, \"rest\": {\"seed\": 7}}"),
                json("{\"n\":45,\"confusion\":{\"columns\":[\"a\"],\"rows\":[[1]]},"
                        + "\"rest\":{\"seed\":7,\"folds\":{\"columns\":[\"b\"],\"rows\":[[2]]}}}"));
    }

    @Test
    void showsAListOfTables() {
        List<String> lines = json("{\"tables\":[{\"title\":\"A\",\"columns\":[\"a\"],\"rows\":[]},"
                + "{\"title\":\"B\",\"columns\":[\"b\"],\"rows\":[]}]}");
        assertEquals(List.of("A", "  a", "  ─", "", "B", "  b", "  ─"), lines);
    }

    @Test
    void doesNotRoundASmallNumberToNothing() {
        assertEquals(
                "  0.000001",
                json("{\"columns\":[\"loss\"],\"rows\":[[0.000001]]}").get(2));
    }

    @Test
    void roundsNumbersThatAreTooSmallOrTooLargeForAColumn() {
        List<String> lines = json("{\"columns\":[\"x\"],\"rows\":[[5.851389114294502E-17],[-0.0000123456],"
                + "[12345.6789],[1.2345678E10],[123456789012345678],[6.02214076E23],[1e999999999]]}");
        assertEquals(
                List.of(
                        "                 5.85E-17",
                        "               -0.0000123",
                        "               12345.6789",
                        "         12345678000.0000",
                        "  123456789012345678.0000",
                        "                 6.02E+23",
                        "             1E+999999999"),
                lines.subList(2, lines.size()));
    }

    @Test
    void takesNoOtherObjectForATable() {
        assertEquals(
                List.of("{\"columns\": [{\"name\": \"a\", \"values\": [1]}], \"rows\": 1}"),
                json("{\"columns\":[{\"name\":\"a\",\"values\":[1]}],\"rows\":1}"));
    }

    @Test
    void cutsLongJsonWithAHint() {
        List<String> lines = json("[" + ("[\"" + "x".repeat(90) + "\"],").repeat(60) + "[]]");
        assertEquals(41, lines.size());
        assertTrue(lines.get(40).endsWith("--output FILE or --json gives all"), lines.get(40));
    }

    @Test
    void showsTextAsItIsAndOfBytesOnlyTheSize() {
        assertEquals(List.of("a", "b"), text.lines(Payload.ofText("text/plain", "a\nb\n")));
        assertEquals(
                List.of("3 bytes of x/y; --output FILE keeps them"),
                text.lines(Payload.ofBytes("x/y", new byte[] {1, 2, 3})));
    }

    private List<String> json(String json) {
        return text.lines(Payload.ofJson(json));
    }
}
