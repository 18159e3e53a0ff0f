package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    record Point(int x, double y, String name) {}

    @Test
    void writesJavaValuesAsJson() {
        assertEquals("\"a\"", Payload.of("a").text());
        assertEquals("\"ä𝄞\"", Payload.of("ä𝄞").text());
        assertEquals("\"\\uD834\"", Payload.of("\uD834").text());
        assertEquals("7", Payload.of(7).text());
        assertEquals("null", Payload.of(null).text());
        assertEquals("[1,2]", Payload.of(List.of(1, 2)).text());
        assertEquals(
                "{\"x\":1,\"y\":2.5,\"name\":\"p\"}",
                Payload.of(new Point(1, 2.5, "p")).text());
        assertEquals("\"AQID\"", Payload.of(new byte[] {1, 2, 3}).text());
        assertEquals("{}", Payload.of(new Object()).text());
        assertEquals(Payload.JSON, Payload.of(7).contentType());
    }

    @Test
    void leavesAPayloadAsItIs() {
        Payload csv = Payload.ofText("text/csv", "a,b\n");
        assertSame(csv, Payload.of(csv));
    }

    @Test
    void keepsJsonTextByteForByte() {
        String json = " {\"a\" : 1.50, \"ä\":\"\\u00e4\"}\n";
        assertEquals(json, Payload.ofJson(json).text());
        assertArrayEquals(
                json.getBytes(StandardCharsets.UTF_8), Payload.ofJson(json).toBytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678901234567",
                "0.12345678901234567",
                "123456789012345678901234567890123456789012345678901234567890",
                "1e400",
                "-0.0",
                "1E-99999999999",
                "1.000000000000000000000000000000000000"
            })
    void leavesEachDigitOfANumberUnchanged(String number) {
        assertEquals(number, Payload.ofJson(number).text());
        assertEquals(
                number, Payload.ofJson("{\"n\":[" + number + "]}").at("/n/0").text());
    }

    @Test
    void passesOnANumberOfAnyLength() {
        String number = "7".repeat(100_000);
        assertEquals(number, Payload.ofJson("[" + number + "]").at("/0").text());
    }

    @Test
    void keepsBytesOfAnyTypeAndCopiesThem() {
        byte[] bytes = {1, 2, 3};
        Payload payload = Payload.ofBytes("application/octet-stream", bytes);
        bytes[0] = 9;
        payload.toBytes()[1] = 9;
        assertArrayEquals(new byte[] {1, 2, 3}, payload.toBytes());
        assertEquals(3, payload.size());
        assertFalse(payload.isJson());
        assertFalse(payload.isText());
    }

    @Test
    void keepsTextInUtf8() {
        Payload payload = Payload.ofText("text/csv", "größe\n1");
        assertEquals("größe\n1", payload.text());
        assertEquals(9, payload.size());
        assertTrue(payload.isText());
    }

    @Test
    void takesAContentTypeForJsonWhateverItsCaseAndParameters() {
        byte[] bytes = {'1'};
        assertTrue(Payload.ofBytes("application/json", bytes).isJson());
        assertTrue(Payload.ofBytes("Application/JSON; charset=utf-8", bytes).isJson());
        assertTrue(Payload.ofBytes("application/vnd.tree+json", bytes).isJson());
        assertFalse(Payload.ofBytes("application/jsonx", bytes).isJson());
        assertFalse(Payload.ofBytes("text/plain; a=+json", bytes).isJson());
        assertTrue(Payload.ofBytes("TEXT/csv", bytes).isText());
    }

    @Test
    void isEqualByTypeAndContent() {
        assertEquals(Payload.ofJson("[1]"), Payload.of(List.of(1)));
        assertEquals(Payload.ofJson("[1]").hashCode(), Payload.of(List.of(1)).hashCode());
        assertNotEquals(Payload.ofJson("[1]"), Payload.ofJson("[1] "));
        assertNotEquals(Payload.ofText("text/a", "1"), Payload.ofText("text/b", "1"));
        assertEquals(Payload.ofText(Payload.JSON, "1"), Payload.ofJson("1"));
    }

    @Test
    void neverShowsItsContent() {
        assertEquals(
                "Payload[text/csv, 6 bytes]",
                Payload.ofText("text/csv", "secret").toString());
    }

    @Test
    void isCheckedOnceAndThenKnownToBeRight() {
        Payload unchecked = Payload.ofBytes(Payload.JSON, "[1]".getBytes(StandardCharsets.UTF_8));
        Payload checked = unchecked.checked();
        assertEquals(unchecked, checked);
        assertSame(checked, checked.checked());
        Payload csv = Payload.ofText("text/csv", "{");
        assertSame(csv, csv.checked());
        Payload own = Payload.of(1);
        assertSame(own, own.checked());
    }

    @Test
    void refusesWhenCheckedWhatSaysThatItIsJsonAndIsNot() {
        Payload payload = Payload.ofText(Payload.JSON, "{\"a\":\n  oops}");
        PayloadException e = assertThrows(PayloadException.class, payload::checked);
        assertTrue(e.getMessage().startsWith("The JSON is broken at line 2, column 3: "), e.getMessage());
        assertFalse(e.isTooLarge());
    }

    @Test
    void saysWhyAValueCannotBeWritten() {
        PayloadException e = assertThrows(PayloadException.class, () -> Payload.of(Instant.EPOCH));
        assertEquals(
                "A java.time.Instant cannot be written as JSON: Java 8 date/time type `java.time.Instant` not supported"
                        + " by default.",
                e.getMessage());
    }

    @Test
    void boundsItsContentType() {
        String longest = "a/" + "b".repeat(198);
        assertEquals(longest, Payload.ofText(longest, "").contentType());
        assertEquals(
                "text/csv; header=present",
                Payload.ofText("text/csv; header=present", "").contentType());
        for (String type : List.of("", longest + "b", "a/b\r\nX-Header: c", "a/ü")) {
            assertThrows(IllegalArgumentException.class, () -> Payload.ofText(type, ""));
            assertThrows(IllegalArgumentException.class, () -> Payload.ofBytes(type, new byte[1]));
            assertThrows(IllegalArgumentException.class, () -> Payload.ofBytes(type, ByteBuffer.allocate(1)));
        }
    }

    @Test
    void refusesToWriteWhatIsTooDeepToBeRead() {
        Object deep = 1;
        for (int i = 0; i < 512; i++) {
            deep = List.of(deep);
        }
        assertEquals(Payload.ofJson("[".repeat(512) + "1" + "]".repeat(512)), Payload.of(deep));
        Object tooDeep = List.of(deep);
        PayloadException e = assertThrows(PayloadException.class, () -> Payload.of(tooDeep));
        assertTrue(e.isTooLarge());
        assertTrue(e.getMessage().contains("(513)"), e.getMessage());
    }

    @Test
    void refusesAValueThatHoldsItself() {
        List<Object> self = new ArrayList<>();
        self.add(self);
        PayloadException e = assertThrows(PayloadException.class, () -> Payload.of(self));
        assertTrue(e.isTooLarge());
        PayloadException inside = assertThrows(PayloadException.class, () -> Payload.of(Map.of("a", self)));
        assertTrue(inside.isTooLarge());
    }

    @Test
    void bytesArePassedOnAsAViewAndTakenOutOfABuffer() {
        byte[] bytes = {9, 1, 2, 3, 9};
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, 3);

        Payload payload = Payload.ofBytes("application/octet-stream", buffer);
        bytes[1] = 7;

        assertEquals(Payload.ofBytes("application/octet-stream", new byte[] {1, 2, 3}), payload);
        assertEquals(3, buffer.remaining());
        assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3}), payload.asBuffer());
        assertEquals(1, payload.asBuffer().get());
        assertEquals(3, payload.asBuffer().remaining(), "each view begins at the beginning");
        assertThrows(ReadOnlyBufferException.class, () -> payload.asBuffer().put((byte) 0));
        assertFalse(payload.asBuffer().hasArray());
    }
}
