package io.enginehub.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.Shape;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputJoinTest {
    private final Map<String, Payload> outputs = new LinkedHashMap<>(Map.of(
            "", Payload.ofJson("{\"rows\":[1.0,2e3],\"none\":null}"),
            "text", Payload.ofText("text/csv", "a,\"b\"\nü"),
            "image", Payload.ofBytes("image/png", new byte[] {1, 2, (byte) 0xFF}),
            "number", Payload.ofJson("12345678901234567890.10")));

    private Payload join(Shape shape) {
        return InputJoin.join(shape, outputs::get);
    }

    @Test
    void passesALoneWholeReferenceOnAsItIs() {
        for (String name : outputs.keySet()) {
            assertSame(outputs.get(name), join(Shape.of(name.isEmpty() ? "#" : name)));
        }
    }

    @Test
    void passesALonePartOnWithAllItsDigits() {
        assertEquals("2e3", join(Shape.of("#/rows/1")).text());
        assertEquals(Payload.NULL, join(Shape.of("#/none")));
    }

    @Test
    void writesTextAsAStringAndOtherBytesWithTheirType() {
        Payload joined = join(Shape.list("text", "image", "number"));
        assertEquals(
                "[\"a,\\\"b\\\"\\nü\",",
                joined.text().substring(0, joined.text().indexOf('{')));
        assertEquals("image/png", joined.at("/1/type").as(String.class));
        assertEquals("AQL/", joined.at("/1/base64").as(String.class));
        assertEquals("12345678901234567890.10", joined.at("/2").text());
        assertEquals(Payload.JSON, joined.contentType());
    }

    @Test
    void keepsConstantsAndTheOrderOfMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("z", "#/rows");
        members.put("a", 1);
        members.put("m", Shape.list(true, null, "#/rows/0"));
        assertEquals(
                "{\"z\":[1.0,2e3],\"a\":1,\"m\":[true,null,1.0]}",
                join(Shape.object(members)).text());
        assertEquals("{}", join(Shape.object(Map.of())).text());
    }

    @Test
    void namesTheReferenceThatFindsNothing() {
        PayloadException missing = assertThrows(PayloadException.class, () -> join(Shape.list(1, "#/rows/7")));
        assertTrue(missing.getMessage().contains("'#/rows/7'"), missing.getMessage());
        PayloadException text = assertThrows(PayloadException.class, () -> join(Shape.of("text#/a")));
        assertTrue(text.getMessage().contains("'text#/a'"), text.getMessage());
    }

    @Test
    void namesALongReferenceByItsBeginning() {
        String member = "x".repeat(1 << 20);
        PayloadException missing = assertThrows(PayloadException.class, () -> join(Shape.of("#/" + member)));
        assertTrue(missing.getMessage().startsWith("Reference '#/xxx"), missing.getMessage());
        assertTrue(
                missing.getMessage().length() < 1000,
                "the message has " + missing.getMessage().length());
    }

    @Test
    void refusesAJoinBeyondItsBound() {
        outputs.put("large", Payload.ofBytes("application/octet-stream", new byte[16 << 20]));
        assertTooLarge(Shape.list("large", "large", "large", "large", "large"));
    }

    @Test
    void countsATextAsLongAsItBecomesInJson() {
        byte[] controls = new byte[11 << 20];
        outputs.put("controls", Payload.ofBytes("text/plain", controls)); // six times as long in JSON
        assertTooLarge(Shape.list("controls"));
        byte[] quotes = new byte[16 << 20];
        Arrays.fill(quotes, (byte) '"');
        outputs.put("quotes", Payload.ofBytes("text/plain", quotes)); // twice as long
        assertTooLarge(Shape.list("quotes", "quotes"));
    }

    @Test
    void countsATextThatIsNoUtf8AsLongAsItBecomesInJson() {
        byte[] foreign = new byte[11 << 20];
        Arrays.fill(foreign, (byte) 0xFF);
        outputs.put("foreign", Payload.ofBytes("text/plain", foreign)); // three times as long
        PayloadException large = assertThrows(PayloadException.class, () -> join(Shape.list("foreign", "foreign")));
        assertTrue(large.isTooLarge(), large.getMessage());
    }

    private void assertTooLarge(Shape shape) {
        long before = allocated();
        PayloadException large = assertThrows(PayloadException.class, () -> join(shape));
        long taken = allocated() - before;
        assertTrue(large.isTooLarge(), large.getMessage());
        assertEquals("The joined value exceeds 67108864 bytes.", large.getMessage());
        assertTrue(taken < InputJoin.MAX_BYTES, "to find that out took " + (taken >> 20) + " MiB");
    }

    /** Bytes that this thread has allocated so far. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
