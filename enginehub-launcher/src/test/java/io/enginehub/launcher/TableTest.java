package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {
    @Test
    void alignsColumnsAndPutsNumbersToTheRight() {
        Table table = Table.of("name", "n").right(1).row("tree", "7").row("bayes", "1234");
        assertEquals(
                List.of("  name      n", "  ─────  ────", "  tree      7", "  bayes  1234"),
                table.lines(Terminal.NONE));
    }

    @Test
    void marksTheBestRow() {
        Table table = Table.of("name").row("tree").row("vote").mark(1);
        assertEquals(List.of("  name", "  ────", "  tree", "★ vote"), table.lines(Terminal.NONE));
    }

    @Test
    void cutsTheWidestColumnsUntilTheTableFitsTheTerminal() {
        Table table = Table.of("key", "text").row("a", "x".repeat(200));
        List<String> lines = table.lines(new Terminal(false, false, 40, 40, 24));
        assertTrue(lines.stream().allMatch(line -> Width.of(line) <= 40), lines::toString);
        assertEquals("  a    " + "x".repeat(32) + "⋯", lines.get(2));
    }

    @Test
    void cutsNothingWhereThereIsNoTerminal() {
        Table table = Table.of("text").row("x".repeat(500));
        assertEquals("  " + "x".repeat(500), table.lines(Terminal.NONE).get(2));
    }

    @Test
    void countsColumnsOfTheTerminalAndNotCharacters() {
        Table table = Table.of("name", "n").row("数据", "1").row("e\u0301te", "2");
        assertEquals(List.of("  name  n", "  ────  ─", "  数据  1", "  e\u0301te   2"), table.lines(Terminal.NONE));
    }

    @Test
    void letsNoCellSpeakToTheTerminal() {
        Table table = Table.of("text").row("a\nb\033[31mred");
        assertEquals("  a b [31mred", table.lines(Terminal.NONE).get(2));
    }

    @Test
    void fillsUpRowsThatAreTooShort() {
        Table table = Table.of("a", "b").row(List.of("x"));
        assertEquals("  x", table.lines(Terminal.NONE).get(2));
    }
}
