package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadPointerTest {
    private static final String[] VALUES = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "7",
        "-2.5e+10",
        "12345678901234567890.12345678901234567890",
        "\"\"",
        "\"plain\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\"",
        "\"ä€𝄞\"",
        "\"},]\\\"\"",
        "[]",
        "{}",
        "[ 1 , [ 2 ] ]",
        "{ \"x\" : { \"y\" : \"}\" } }"
    };

    @Test
    void cutsEachKindOfValueExactlyAtItsBounds() {
        for (String value : VALUES) {
            for (String space : new String[] {"", " ", "\n\t ", "\r\n"}) {
                String w = space;
                String object = w + "{" + w + "\"ä\"" + w + ":" + w + "\"€𝄞\"" + w + "," + w + "\"v\"" + w + ":" + w
                        + value + w + "," + w + "\"z\"" + w + ":" + w + "1" + w + "}" + w;
                assertEquals(value, Payload.ofJson(object).at("/v").text(), object);
                String last = "{" + w + "\"v\"" + w + ":" + w + value + w + "}";
                assertEquals(value, Payload.ofJson(last).at("/v").text(), last);
                String array = w + "[" + w + "\"𝄞\"" + w + "," + w + value + w + "," + w + value + w + "]";
                assertEquals(value, Payload.ofJson(array).at("/1").text(), array);
                assertEquals(value, Payload.ofJson(array).at("/2").text(), array);
                String nested = "{\"a\":[0," + w + "{\"b\":" + w + value + w + "}]}";
                assertEquals(value, Payload.ofJson(nested).at("/a/1/b").text(), nested);
            }
        }
    }

    @Test
    void cutsBehindTextsThatAreLongerThanABuffer() {
        String filler = "\"" + "x€".repeat(20_000) + "\"";
        Payload payload = Payload.ofJson("{\"a\":" + filler + ",\"b\":[" + filler + ",-17.50]}");
        assertEquals("-17.50", payload.at("/b/1").text());
        assertEquals(filler, payload.at("/b/0").text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/a~1b|1",
                "/m~0n|2",
                "/~01|3",
                "/|4",
                "/k\"l|6",
                "/ä|7",
                "/0|8",
                "/list/0|9",
                "/list/1/x|10",
                "/a~1b~0|11",
                "/deep//in|12",
                "/#|13",
                "/%25|14"
            })
    void readsPointersAsRfc6901Says(String pointer, String expected) {
        Payload payload =
                Payload.ofJson("{\"a/b\":1,\"m~n\":2,\"~1\":3,\"\":4,\" \":5,\"k\\\"l\":6,\"\\u00e4\":7,\"0\":8,"
                        + "\"list\":[9,{\"x\":10}],\"a/b~\":11,\"deep\":{\"\":{\"in\":12}},\"#\":13,\"%25\":14}");
        assertEquals(expected, payload.at(pointer).text());
    }

    @Test
    void findsAMemberWhoseNameIsASpace() {
        assertEquals("5", Payload.ofJson("{\"\":4,\" \":5}").at("/ ").text());
    }

    @Test
    void isItselfAtTheEmptyPointer() {
        Payload json = Payload.ofJson("{\"a\":1}");
        Payload csv = Payload.ofText("text/csv", "a");
        assertSame(json, json.at(""));
        assertSame(csv, csv.at(""));
    }

    @Test
    void givesNullWhereNullStands() {
        assertEquals(Payload.NULL, Payload.ofJson("{\"a\":null}").at("/a"));
        assertEquals(Payload.NULL, Payload.ofJson("[null]").at("/0"));
    }

    @Test
    void givesPlainJsonOutOfEveryJsonType() {
        Payload payload = Payload.ofText("application/vnd.tree+json", "{\"a\":1}");
        assertEquals(Payload.ofJson("1"), payload.at("/a"));
    }

    @Test
    void takesTheFirstWhereAMemberStandsTwice() {
        assertEquals("1", Payload.ofJson("{\"a\":1,\"a\":2}").at("/a").text());
    }

    @Test
    void findsTheLastOfManyItems() {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < 100_000; i++) {
            json.append(i).append(',');
        }
        assertEquals("\"end\"", Payload.ofJson(json + "\"end\"]").at("/100000").text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/b|the object at the top has no member 'b'",
                "/a/b/c|the object at '/a' has no member 'b'",
                "/a/list/2|the array at '/a/list' has no item 2",
                "/a/list/999999999|the array at '/a/list' has no item 999999999",
                "/a/list/-|the value at '/a/list' is an array, and '-' is no index",
                "/a/list/01|the value at '/a/list' is an array, and '01' is no index",
                "/a/list/+1|the value at '/a/list' is an array, and '+1' is no index",
                "/a/list/|the value at '/a/list' is an array, and '' is no index",
                "/a/list/9999999999|the value at '/a/list' is an array, and '9999999999' is no index",
                "/a/list/x~1y|the value at '/a/list' is an array, and 'x/y' is no index",
                "/a/list/0/x|the value at '/a/list/0' is neither object nor array",
                "/a/null/x|the value at '/a/null' is neither object nor array",
                "/a/x~1y/z|the object at '/a' has no member 'x/y'"
            })
    void namesTheFirstPartThatIsMissing(String pointer, String problem) {
        Payload payload = Payload.ofJson("{\"a\":{\"list\":[1,2],\"null\":null}}");
        PayloadException e = assertThrows(PayloadException.class, () -> payload.at(pointer));
        assertEquals("'" + pointer + "' finds nothing: " + problem + ".", e.getMessage());
    }

    @Test
    void findsNothingInWhatIsNotJson() {
        Payload csv = Payload.ofText("text/csv", "a,b");
        PayloadException e = assertThrows(PayloadException.class, () -> csv.at("/a"));
        assertEquals("'/a' finds nothing: the payload is text/csv, not JSON.", e.getMessage());
    }

    @Test
    void checksFirstWhatNobodyHasChecked() {
        Payload broken = Payload.ofText(Payload.JSON, "{\"a\":1,");
        PayloadException e = assertThrows(PayloadException.class, () -> broken.at("/a"));
        assertTrue(e.getMessage().startsWith("The JSON is broken at line 1, column 8: "), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "#/a", "/~", "/~2", "/a~", "/~~0"})
    void refusesWhatIsNoPointer(String pointer) {
        Payload payload = Payload.ofJson("{\"a\":1}");
        assertThrows(IllegalArgumentException.class, () -> payload.at(pointer));
        Payload csv = Payload.ofText("text/csv", "a");
        assertThrows(IllegalArgumentException.class, () -> csv.at(pointer));
    }
}
