package io.enginehub.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BoundedLinesTest {
    @Test
    void givesLinesWithoutTheirLineFeeds() throws IOException {
        assertEquals(List.of("a", "", "bc"), all("a\n\nbc\n", 10));
        assertEquals(List.of("a", "bc"), all("a\nbc", 10));
        assertEquals(List.of(), all("", 10));
    }

    @Test
    void cutsALineThatIsTooLongAndGoesOnBehindIt() throws IOException {
        assertEquals(List.of("abc", "abc…", "d"), all("abc\nabcdefg\nd\n", 3));
        assertEquals(List.of("abc…"), all("abcd", 3));
    }

    @Test
    void findsLinesWhereverReadsEnd() throws IOException {
        String text = "x".repeat(70_000) + "\n" + "y".repeat(130_000) + "\nz";
        List<Integer> lengths = all(text, 1 << 20).stream().map(String::length).toList();
        assertEquals(List.of(70_000, 130_000, 1), lengths);
    }

    private static List<String> all(String text, int most) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        BoundedLines lines = new BoundedLines(in, most);
        List<String> all = new ArrayList<>();
        for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
            all.add(new String(line.bytes(), StandardCharsets.UTF_8) + (line.cut() ? "…" : ""));
            if (line.cut()) {
                lines.skipRest();
            }
        }
        return all;
    }
}
