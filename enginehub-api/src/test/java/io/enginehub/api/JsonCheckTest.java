package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                " true ",
                "0",
                "-1.5e+7",
                "\"\"",
                "\"\\u0000\\\"\\\\\\/\"",
                "[]",
                "{}",
                "\t[1, {\"a\":[]}]\r\n"
            })
    void acceptsExactlyOneValue(String json) {
        assertEquals(json, Payload.ofJson(json).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{", "[", "}", "]", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "'a'",
                        "nul",
                "NaN", "Infinity", "-", "01", "+1", ".5", "1.", "1e", "0x1", "\"", "\"\\x\"", "\"\\u12\"", "\"\t\"",
                "// c\n1", "/* c */ 1", "1 1", "[] []", "{} x", "1x", "null,"
            })
    void refusesWhatIsNotOneValueAndSaysWhere(String json) {
        PayloadException e = assertThrows(PayloadException.class, () -> Payload.ofJson(json));
        assertTrue(e.getMessage().matches("(?s).* at line [0-9]+, column [0-9]+(: .*[^.?])?\\."), e.getMessage());
        assertFalse(e.getMessage().contains("Feature"), e.getMessage());
        assertFalse(e.getMessage().contains("Source"), e.getMessage());
        assertFalse(e.isTooLarge());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\" 1}|line 1, column 6: Unexpected character ('1' (code 49)): was expecting a colon to separate field"
                        + " name and value.",
                "[1,|line 1, column 4: Unexpected end-of-input within/between Array entries.",
                "{|line 1, column 2: Unexpected end-of-input: expected close marker for Object (start marker at [line: 1,"
                        + " column: 1]).",
                "NaN|line 1, column 4: Non-standard token 'NaN'.",
                "01|line 1, column 2: Invalid numeric value: Leading zeroes not allowed.",
            })
    void saysWhatIsBrokenInOneSentence(String json, String expected) {
        PayloadException e = assertThrows(PayloadException.class, () -> Payload.ofJson(json));
        assertEquals("The JSON is broken at " + expected, e.getMessage());
    }

    @Test
    void countsLinesAndColumns() {
        PayloadException e = assertThrows(PayloadException.class, () -> Payload.ofJson("{\n \"a\": 1,\n   b}"));
        assertTrue(e.getMessage().startsWith("The JSON is broken at line 3, column 4: "), e.getMessage());
    }

    @Test
    void refusesWhatComesAfterTheValue() {
        PayloadException e = assertThrows(PayloadException.class, () -> Payload.ofJson("{\"a\":1}\n  [2]"));
        assertEquals("After the JSON value comes something else, at line 2, column 3.", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void refusesNothingAtAll(String json) {
        PayloadException e = assertThrows(PayloadException.class, () -> Payload.ofJson(json));
        assertEquals("The payload says that it is JSON, and is empty.", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void refusesOtherEncodingsWhereverTheyAreRead(String charset) {
        for (String json : new String[] {"1", "12", "{\"a\":1}", "\"ä\""}) {
            Payload payload = Payload.ofBytes(Payload.JSON, json.getBytes(Charset.forName(charset)));
            for (var read : new org.junit.jupiter.api.function.Executable[] {
                payload::checked, () -> payload.at("/a"), () -> payload.as(Object.class)
            }) {
                PayloadException e = assertThrows(PayloadException.class, read);
                assertEquals("JSON has to be UTF-8 without a byte order mark.", e.getMessage());
            }
        }
    }

    @Test
    void refusesAByteOrderMark() {
        PayloadException e = assertThrows(PayloadException.class, () -> Payload.ofJson("\uFEFF{}"));
        assertEquals("JSON has to be UTF-8 without a byte order mark.", e.getMessage());
    }

    @Test
    void refusesBytesThatAreNotUtf8AndSaysWhere() {
        assertNotUtf8("line 1, column 2", '"', 0xC3);
        assertNotUtf8("line 2, column 2", '[', '\n', '"', 0xC0, 0x80, '"', ']');
        assertNotUtf8("line 1, column 2", '"', 0xED, 0xA0, 0x80, '"');
        assertNotUtf8("line 1, column 3", '"', 'a', 0x80, '"');
        assertNotUtf8("line 1, column 2", '"', 0xF5, 0x80, 0x80, 0x80, '"');
    }

    private static void assertNotUtf8(String place, int... bytes) {
        byte[] json = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            json[i] = (byte) bytes[i];
        }
        PayloadException e = assertThrows(
                PayloadException.class,
                () -> Payload.ofBytes(Payload.JSON, json).checked());
        assertEquals("The JSON is broken at " + place + ": this is not UTF-8.", e.getMessage());
    }

    @Test
    void findsWhatIsNotUtf8BehindALongText() {
        byte[] json = ("[\"" + "ä€𝄞x".repeat(50_000) + "\"]").getBytes(StandardCharsets.UTF_8);
        assertEquals(json.length, Payload.ofBytes(Payload.JSON, json).checked().size());
        json[json.length - 3] = (byte) 0xC3;
        PayloadException e = assertThrows(
                PayloadException.class,
                () -> Payload.ofBytes(Payload.JSON, json).checked());
        assertEquals(
                "The JSON is broken at line 1, column " + (json.length - 2) + ": this is not UTF-8.", e.getMessage());
    }

    @Test
    void acceptsADepthOf512AndRefusesOneMore() {
        for (String[] brackets : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
            String inner = brackets[0].equals("[") ? "" : "1";
            Payload.ofJson(brackets[0].repeat(512) + inner + brackets[1].repeat(512));
            String tooDeep = brackets[0].repeat(513) + inner + brackets[1].repeat(513);
            PayloadException e = assertThrows(PayloadException.class, () -> Payload.ofJson(tooDeep));
            assertEquals(
                    "The JSON exceeds a limit: Document nesting depth (513) exceeds the maximum allowed (512).",
                    e.getMessage());
            assertTrue(e.isTooLarge());
        }
    }

    @Test
    void acceptsLongTextsAndLongNames() {
        String json = "{\"" + "k".repeat(100_000) + "\":\"" + "v".repeat(30_000_000) + "\"}";
        assertEquals(30_100_007, Payload.ofJson(json).size());
    }
}
