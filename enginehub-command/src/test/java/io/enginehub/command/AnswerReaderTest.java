package io.enginehub.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerReaderTest {
    @Test
    void readsEachKindOfAnswer() throws Exception {
        assertEquals(new Answer.Ready(null), read("{\"ready\":true}"));
        assertEquals(new Answer.Output(3L, Payload.ofJson("[1.10]")), read("{\"id\":3,\"output\":[1.10]}\r"));
        assertEquals(new Answer.Fault(3L, false, "no"), read("{\"id\":3,\"error\":\"no\"}"));
        assertEquals(new Answer.Fault(3L, true, "no"), read("{\"id\":3,\"error\":\"no\",\"kind\":\"INPUT\"}"));
        assertEquals(new Answer.Note(null, false, "l"), read("{\"log\":\"l\",\"more\":{\"a\":[null,false]}}"));
        assertEquals(new Answer.Note(4L, true, "w"), read("{\"warn\":\"w\",\"id\":4}"));
        assertEquals(new Answer.Progress(4L, 0.25), read("{\"id\":4,\"progress\":0.25}"));
        assertEquals(new Answer.Output(1L, Payload.NULL), read("{\"id\":1,\"output\":null}"));
    }

    @Test
    void readsOutputsOfOtherTypes() throws Exception {
        assertEquals(
                new Answer.Output(1L, Payload.ofText("text/csv", "a\né")),
                read("{\"id\":1,\"output\":\"a\\né\",\"type\":\"text/csv\"}"));
        assertEquals(
                new Answer.Output(1L, Payload.ofBytes("image/png", new byte[] {0, 1, (byte) 255})),
                read("{\"id\":1,\"output\":\"AAH/\",\"type\":\"image/png\"}"));
        assertEquals(
                new Answer.Output(1L, Payload.ofText("application/geo+json", "{\"a\": 1}")),
                read("{\"id\":1,\"output\":{\"a\": 1},\"type\":\"application/geo+json\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '#',
            delimiter = '|',
            value = {
                "hello                                         | line 1",
                "##                                            | ",
                "[1]                                           | no object",
                "{\"id\":1,\"output\":NaN}                     | NaN",
                "{\"id\":1}                                    | exactly one of",
                "{\"id\":1,\"output\":1,\"error\":\"x\"}       | and has output, error",
                "{\"id\":1,\"output\":1,\"output\":2}          | twice",
                "{\"id\":1.5,\"output\":1}                     | 'id'",
                "{\"id\":\"1\",\"output\":1}                   | 'id' is a number",
                "{\"id\":1,\"error\":null}                     | 'error' is a text",
                "{\"id\":1,\"error\":\"x\",\"kind\":\"input\"} | INPUT or ALGORITHM",
                "{\"ready\":false}                             | 'ready' is true",
                "{\"id\":1,\"progress\":\"half\"}              | 'progress' is a number",
                "{\"id\":1,\"output\":[1],\"type\":\"text/csv\"} | 'output' is a text",
                "{\"id\":1,\"output\":\"?\",\"type\":\"image/png\"} | is refused",
                "{\"id\":1,\"output\":\"?\",\"type\":\"\"}     | is refused",
                "{\"id\":1,\"output\":1                        | line 1",
            })
    void saysWhatIsWrong(String line, String said) {
        MalformedAnswerException e = assertThrows(MalformedAnswerException.class, () -> read(line == null ? "" : line));
        assertTrue(
                String.valueOf(e.getMessage()).contains(said == null ? "" : said), () -> line + ": " + e.getMessage());
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        String deep = "[".repeat(2000) + "]".repeat(2000);
        assertThrows(MalformedAnswerException.class, () -> read("{\"id\":1,\"output\":" + deep + "}"));
    }

    private static Answer read(String line) throws MalformedAnswerException {
        return AnswerReader.read(line.getBytes(StandardCharsets.UTF_8));
    }
}
