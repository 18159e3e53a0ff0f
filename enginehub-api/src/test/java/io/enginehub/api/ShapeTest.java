package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
    private static Shape shape(String json) {
        return ProcessFlow.parse("{\"format\":1,\"key\":\"k\",\"processors\":{\"x\":{\"algorithm\":\"a\"},"
                        + "\"y\":{\"algorithm\":\"a\"}},\"output\":" + json + "}")
                .output();
    }

    /** What a process would get where each reference's value is its own text in JSON. */
    private static String joined(Shape shape) {
        return shape.parts().stream()
                .map(part -> part.literal() + (part.reference() == null ? "" : "<" + part.reference() + ">"))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "#/rows", "x", "x#/a~1b"})
    void isOneReferenceWhereItIsAString(String reference) {
        Shape shape = Shape.of(reference);
        assertEquals(Optional.of(Reference.parse(reference)), shape.single());
        assertEquals(Set.of(Reference.parse(reference)), shape.references());
        assertEquals("\"" + reference + "\"", shape.toString());
        assertEquals(List.of(new Shape.Part("", Reference.parse(reference)), new Shape.Part("", null)), shape.parts());
    }

    @Test
    void takesXWithAHashForX() {
        assertEquals(Shape.of("x"), Shape.of("x#"));
        assertEquals(Shape.list("x"), Shape.list("x#"));
        assertEquals(shape("[\"x\"]"), shape("[\"x#\"]"));
        assertEquals("[\"x\"]", shape("[\"x#\"]").toString());
    }

    @Test
    void refusesAMalformedReferenceAndSaysWhere() {
        assertThrows(IllegalArgumentException.class, () -> Shape.of(""));
        assertEquals(
                "$[1]: a reference is empty; '#' alone is the process's input",
                assertThrows(IllegalArgumentException.class, () -> Shape.list("x", ""))
                        .getMessage());
        assertEquals(
                "a.b[1][\"c d\"]: a JSON Pointer starts with '/', and 'y' does not",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Shape.object(Map.of("a", Map.of("b", List.of("x", Map.of("c d", "x#y"))))))
                        .getMessage());
    }

    @Test
    void countsTheSameReferenceOnce() {
        Shape shape = shape("[\"x\",\"x#\",{\"again\":\"x\",\"part\":\"x#/a\"},\"#\"]");
        assertEquals(
                List.of(Reference.parse("x"), Reference.parse("x#/a"), Reference.parse("#")),
                List.copyOf(shape.references()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{}",
                "[]|[]",
                "null|null",
                "true|true",
                "1|1",
                "1.50|1.50",
                "1e5|1e5",
                "12345678901234567890123|12345678901234567890123",
                "[1, false , null, [], {}]|[1,false,null,[],{}]",
                "{ \"a\" : { \"b\" : [ 0 ] } }|{\"a\":{\"b\":[0]}}"
            })
    void keepsConstantsAsTheyAre(String json, String minified) {
        Shape shape = shape(json);
        assertEquals(List.of(new Shape.Part(minified, null)), shape.parts());
        assertEquals(minified, shape.toString());
        assertEquals(Set.of(), shape.references());
        assertEquals(Optional.empty(), shape.single());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"x\"]|[<x>]",
                "[\"x\",\"y\"]|[<x>,<y>]",
                "[1,\"x\",2]|[1,<x>,2]",
                "{\"a\":\"x\",\"b\":[\"y#/0\",{\"c\":\"#\"}],\"d\":null}|{\"a\":<x>,\"b\":[<y#/0>,{\"c\":<#>}],\"d\":null}",
                "{\"a \\\"b\\\\\":\"x\"}|{\"a \\\"b\\\\\":<x>}",
                "[[\"x\"],{\"\":\"x\"}]|[[<x>],{\"\":<x>}]"
            })
    void isCutAtItsReferencesSoThatValuesCanBeJoined(String json, String joined) {
        Shape shape = shape(json);
        assertEquals(joined, joined(shape));
        assertEquals(Optional.empty(), shape.single());
        String value = joined.replaceAll("<[^>]*>", "{\"v\":[1]}");
        assertEquals(value, Payload.ofJson(value).text());
    }

    @Test
    void writesNamesOutsideOfAsciiAsTheyAre() {
        assertEquals("{\"ä€𝄞\":<x>}", joined(shape("{\"ä\\u20ac\\ud834\\udd1e\":\"x\"}")));
    }

    @Test
    void isMadeInJavaAsInJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("truth", "x#/test");
        members.put("predictions", Map.of("tree", "y"));
        members.put("list", Arrays.asList("x", null, true, 1, 2L, 0.5, new BigDecimal("1.50"), Reference.parse("#")));
        members.put("shape", Shape.list("y"));
        assertEquals(
                shape("{\"truth\":\"x#/test\",\"predictions\":{\"tree\":\"y\"},"
                        + "\"list\":[\"x\",null,true,1,2,0.5,1.50,\"#\"],\"shape\":[\"y\"]}"),
                Shape.object(members));
        assertEquals(shape("[]"), Shape.list());
        assertEquals(shape("[null]"), Shape.list((Object) null));
        assertEquals(shape("{}"), Shape.object(Map.of()));
    }

    @Test
    void refusesOtherValuesInJavaAndSaysWhere() {
        assertEquals(
                "a[0]: a java.lang.Object is no part of a shape; use references (strings), shapes, numbers, booleans, null,"
                        + " lists and maps",
                assertThrows(IllegalArgumentException.class, () -> Shape.object(Map.of("a", List.of(new Object()))))
                        .getMessage());
        assertEquals(
                "$[0]: NaN is no number in JSON",
                assertThrows(IllegalArgumentException.class, () -> Shape.list(Double.NaN))
                        .getMessage());
    }

    @Test
    void acceptsADepthOf64AndRefusesOneMore() {
        Shape deep = Shape.list("x");
        for (int i = 1; i < 64; i++) {
            deep = Shape.list(deep);
        }
        assertEquals("[".repeat(64) + "\"x\"" + "]".repeat(64), deep.toString());
        Shape deepest = deep;
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Shape.list(deepest));
        assertTrue(e.getMessage().endsWith(": it is nested more than 64 deep"), e.getMessage());
        assertThrows(InvalidFlowException.class, () -> shape("[".repeat(65) + "]".repeat(65)));
    }

    @Test
    void replacesEachReferenceAndNothingElse() {
        Shape shape = shape("{\"a\":\"x#/t\",\"b\":[1,\"y\",\"x#/t\"],\"c\":null}");
        Shape mapped = shape.map(
                reference -> reference.processor().equals("x") ? new Reference("", reference.pointer()) : reference);
        assertEquals(shape("{\"a\":\"#/t\",\"b\":[1,\"y\",\"#/t\"],\"c\":null}"), mapped);
        assertEquals("{\"a\":<#/t>,\"b\":[1,<y>,<#/t>],\"c\":null}", joined(mapped));
        assertEquals(shape, shape.map(reference -> reference));
        assertEquals(Shape.of("#"), Shape.of("x").map(reference -> Reference.parse("#")));
    }

    @Test
    void isEqualByContent() {
        assertEquals(Shape.list(1, "x"), shape("[1,\"x\"]"));
        assertEquals(Shape.list(1, "x").hashCode(), shape("[1,\"x\"]").hashCode());
        assertNotEquals(Shape.list("x"), Shape.of("x"));
        assertNotEquals(Shape.list("x", "y"), Shape.list("y", "x"));
    }
}
