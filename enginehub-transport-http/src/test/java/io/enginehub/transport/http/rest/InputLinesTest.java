package io.enginehub.transport.http.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputLinesTest {
    private static String told(String text) {
        List<InputLines.Line> lines = InputLines.split(text.getBytes(ISO_8859_1));
        StringBuilder told = new StringBuilder();
        lines.forEach(line -> told.append(line.number())
                .append('=')
                .append(new String(line.input().toBytes(), ISO_8859_1))
                .append(';'));
        return told.toString();
    }

    @Test
    void takesEachLineWithItsNumberAndNoneThatIsBlank() {
        assertEquals("", told(""));
        assertEquals("", told("\n \r\n\t\r \n"));
        assertEquals("1=1;", told("1"));
        assertEquals("2=1;4= {} ;5=[2];", told("\n1\r\n\n {} \n[2]"));
    }

    @Test
    void changesNothingInALine() {
        assertEquals("1=1\r2;", told("1\r2\n"));
        assertEquals("1=1\r;2=2\r;", told("1\r\r\n2\r"));
        assertEquals("1=\"\u00ff\";2=\u0000;3=\u00a0;", told("\"\u00ff\"\n\u0000\n\u00a0"));
    }

    @Test
    void tellsEveryDocumentThatIsNone() {
        String body = "{\"json\":1}\n\n{}\n{\"text\":\"x\",\"type\":\"text/plain\"}\n{\n";
        String told = assertThrows(PayloadException.class, () -> InputLines.readDocuments(body.getBytes(ISO_8859_1)))
                .getMessage();
        assertTrue(
                told.startsWith("Input 2: It is no payload.") && told.contains(" Input 4: The JSON is broken"), told);
    }

    @Test
    void saysThatEachLineIsJson() {
        assertEquals(
                Payload.ofJson("{\"a\":1}"),
                InputLines.read("{\"a\":1}\n".getBytes(ISO_8859_1)).get(0));
    }
}
