package io.enginehub.api;

import static io.enginehub.api.FlowFaultTexts.REFER;
import static io.enginehub.api.FlowFaultTexts.ofMembers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Models that are given twice, or are no bytes. */
class FlowModelFaultsTest {
    @Test
    void refusesAModelThatIsGivenTwice() {
        String rest = ": the model is given twice. Keep one of model, modelBytes and modelFrom.";
        String bytes = "\"modelBytes\":{\"type\":\"a/b\",\"base64\":\"\"}";
        assertEquals(List.of("processors.a.modelBytes" + rest), ofMembers("\"model\":{}," + bytes));
        assertEquals(List.of("processors.a.modelFrom" + rest), ofMembers("\"model\":{},\"modelFrom\":\"#/m\""));
        assertEquals(List.of("processors.a.modelFrom" + rest), ofMembers("\"modelFrom\":\"#/m\"," + bytes));
        assertEquals(
                List.of("processors.a.modelBytes" + rest, "processors.a.modelFrom" + rest),
                ofMembers("\"modelFrom\":\"#/m\"," + bytes + ",\"model\":{}"));
        assertEquals(
                List.of(
                        "processors.a.modelBytes: it is null, not an object. Write {\"type\":"
                                + " \"application/octet-stream\", \"base64\": …}.",
                        "processors.a.modelFrom: it is a number, not a text. " + REFER + ".",
                        "processors.a.modelFrom" + rest),
                ofMembers("\"modelFrom\":1,\"modelBytes\":null"));
    }

    @Test
    void refusesAModelThatIsTooLargeBeforeItLooksInside() {
        byte[] broken = new byte[(16 << 20) + 1];
        ProcessFlow.Builder flow = ProcessFlow.builder("k")
                .processor("a", "x", p -> p.model(Payload.ofBytes(Payload.JSON, broken)))
                .output("a");
        String fault = "processors.a.model: it has 16777217 bytes; at most 16777216 are taken. Give a smaller model.";
        InvalidFlowException refused = assertThrows(InvalidFlowException.class, flow::build);
        assertEquals(
                List.of(fault),
                refused.faults().stream().map(FlowFault::toString).toList());
        assertEquals(List.of(fault), ofMembers("\"model\":\"" + "x".repeat((16 << 20) - 1) + "\""));
    }

    @Test
    void refusesBadModelBytes() {
        String write = "Write {\"type\": \"application/octet-stream\", \"base64\": …}.";
        assertEquals(
                List.of(
                        "processors.a.modelBytes.type: it is missing. " + write,
                        "processors.a.modelBytes.base64: it is a number, not a text. " + write),
                ofMembers("\"modelBytes\":{\"base64\":1}"));
        assertEquals(
                List.of(
                        "processors.a.modelBytes.type: a content type has 1 to 200 characters of visible ASCII, and spaces,"
                                + " unlike ''. Give a type such as application/octet-stream."),
                ofMembers("\"modelBytes\":{\"type\":\"\",\"base64\":\"\"}"));
        assertEquals(
                List.of(
                        "processors.a.modelBytes.base64: it is not base64. Give the bytes in base64 (RFC 4648, section 4), in"
                                + " one line."),
                ofMembers("\"modelBytes\":{\"type\":\"a/b\",\"base64\":\"!\"}"));
        assertEquals(
                List.of(
                        "processors.a.modelBytes.base64: The JSON is broken at line 1, column 2: Unexpected end-of-input:"
                                + " expected close marker for Object (start marker at [line: 1, column: 1]). Mend the JSON, or"
                                + " give it another type."),
                ofMembers("\"modelBytes\":{\"type\":\"application/json\",\"base64\":\"ew==\"}"));
        assertEquals(
                List.of("processors.a.model.a: the key stands twice. Keep one of the two."),
                ofMembers("\"modelBytes\":{\"type\":\"application/json\",\"base64\":\"eyJhIjoxLCJhIjoyfQ==\"}"));
    }
}
