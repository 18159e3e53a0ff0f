package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{\"a\":[]}",
                "0.1000",
                "1E+400",
                "123456789012345678901234567890.10",
                "\"ä\\n\\\"\"",
                "{\"a\":1,\"a.b\":{\"c\":[1,2,{\"d\":null}]}}"
            })
    void keepsEveryDigitAndEveryKey(String json) {
        assertEquals(json, Json.parse(JsonText.pretty(Json.parse(json))).toString());
    }

    @Test
    void keepsOnOneLineWhatFits() {
        assertEquals("{\"a\": [1, 2], \"b\": {}}", pretty("{\"a\":[1,2],\"b\":{}}"));
    }

    @Test
    void fillsLinesWithLongListsOfPlainValues() {
        String numbers = IntStream.range(0, 200).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        String text = pretty("{\"values\":" + numbers + "}");
        assertEquals(14, text.lines().count(), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
        assertEquals(numbers, Json.parse(text).get("values").toString());
    }

    @Test
    void breaksWhatDoesNotFitMemberByMember() {
        String wide = "\"" + "x".repeat(60) + "\"";
        assertEquals(
                "{\n  \"a\": " + wide + ",\n  \"b\": {\"c\": " + wide + "}\n}",
                pretty("{\"a\":" + wide + ",\"b\":{\"c\":" + wide + "}}"));
    }

    private static String pretty(String json) {
        return JsonText.pretty(Json.parse(json));
    }
}
