package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.Payload;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTextTest {
    @Test
    void writesOneLabelARowInTheirOrder() {
        assertCsv("label\nsetosa\nvirginica\nsetosa\n", "[\"setosa\",\"virginica\",\"setosa\"]");
    }

    @Test
    void namesTheColumnOfLabelsAsTheOutputDoes() {
        assertCsv("species\nsetosa\n", "{\"label\":\"species\",\"labels\":[\"setosa\"]}");
    }

    @Test
    void writesATableOfColumns() {
        assertCsv(
                "a,b\n1.50,x\n2,\n",
                "{\"columns\":[{\"name\":\"a\",\"values\":[1.50,2]},{\"name\":\"b\",\"values\":[\"x\",null]}]}");
    }

    @Test
    void writesATableOfRows() {
        assertCsv("model,n\ntree,45\n", "{\"columns\":[\"model\",\"n\"],\"rows\":[[\"tree\",45]]}");
    }

    @Test
    void writesRecordsWithTheColumnsOfAll() {
        assertCsv("a,b\n1,\n,true\n", "[{\"a\":1},{\"b\":true}]");
    }

    @Test
    void quotesWhatWouldBreakARow() {
        assertCsv(
                "label\n\"a,b\"\n\"say \"\"hi\"\"\"\n\"two\nlines\"\n", "[\"a,b\",\"say \\\"hi\\\"\",\"two\\nlines\"]");
    }

    @Test
    void leavesTextAsItIs() {
        assertEquals(Optional.of("a,b\n1,2"), CsvText.of(Payload.ofText("text/csv", "a,b\n1,2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"accuracy\":0.9}", "7", "[[1,2],[3]]", "[{\"a\":1},2]"})
    void writesNothingElse(String json) {
        assertEquals(Optional.empty(), CsvText.of(Payload.ofJson(json)));
    }

    private static void assertCsv(String csv, String json) {
        assertEquals(Optional.of(csv), CsvText.of(Payload.ofJson(json)));
    }
}
