package io.enginehub.api;

import static io.enginehub.api.FlowFaultTexts.NAME;
import static io.enginehub.api.FlowFaultTexts.faults;
import static io.enginehub.api.FlowFaultTexts.ofMembers;
import static io.enginehub.api.FlowFaultTexts.ofProcessors;
import static io.enginehub.api.FlowFaultTexts.paths;
import static io.enginehub.api.FlowFaultTexts.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no flow at all: broken JSON, other kinds of values, keys that are missing, unknown, reserved or there twice. */
class FlowJsonFaultsTest {
    @Test
    void tellsBrokenJsonWithLineAndColumn() {
        assertEquals(
                List.of(
                        "$: The JSON is broken at line 3, column 3: Unexpected character ('k' (code 107)): was expecting"
                                + " double-quote to start field name. Mend the JSON first; nothing else was read."),
                texts("{\n  \"format\": 1,\n  key: 2}"));
        assertEquals(
                List.of("$: After the JSON value comes something else, at line 1, column 4."
                        + " Mend the JSON first; nothing else was read."),
                texts("{} {}"));
        assertEquals(
                List.of("$: There is no JSON: the text is empty. Mend the JSON first; nothing else was read."),
                texts(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "[", "{\"a\"", "{\"a\":tru}", "\uFEFF{}", "x", "\"", "{\"a\":1}}", "{\"a\":01}"})
    void tellsBrokenJsonOfEachKind(String json) {
        List<FlowFault> faults = faults(json);
        assertEquals(1, faults.size());
        assertEquals("$", faults.get(0).path());
        assertTrue(faults.get(0).problem().matches(".* at line [0-9]+, column [0-9]+.*"), faults.toString());
    }

    @Test
    void refusesJsonThatIsDeeperThanAnyFlow() {
        List<String> faults = texts("[".repeat(516) + "]".repeat(516));
        assertEquals(1, faults.size());
        assertTrue(
                faults.get(0).startsWith("$: The JSON exceeds a limit: Document nesting depth (516)"), faults.get(0));
        assertEquals(faults, ofMembers("\"model\":" + "[".repeat(513) + "]".repeat(513)));
    }

    @ParameterizedTest
    @CsvSource({"null,null", "1,a number", "true,true", "'\"x\"',a text", "[],an array"})
    void refusesWhatIsNoObject(String json, String kind) {
        assertEquals(
                List.of("$: a flow is an object, not " + kind + ". Write {\"format\": 1, \"key\": …}."), texts(json));
    }

    @Test
    void tellsEachMissingKey() {
        assertEquals(
                List.of(
                        "format: it is missing. Write \"format\": 1.",
                        "key: it is missing. Name the flow with " + NAME + ".",
                        "processors: it is missing. Write an object with each processor under its key."),
                texts("{}"));
        assertEquals(
                List.of("processors.a.algorithm: it is missing. Name the algorithm with " + NAME + "."),
                ofProcessors("\"a\":{}"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "2,'2'",
                "0,'0'",
                "1.0,'1.0'",
                "1e0,'1e0'",
                "-1,'-1'",
                "4294967297,'4294967297'",
                "\"1\",a text",
                "null,null",
                "true,true",
                "[1],an array"
            })
    void refusesAFormatThatIsNotKnown(String format, String what) {
        assertEquals(
                List.of("format: " + what + " is no format that is known. Write \"format\": 1."),
                texts("{\"format\":" + (format.equals("[1]") ? "[1]" : format)
                        + ",\"key\":\"k\",\"processors\":{\"a\":{\"algorithm\":\"x\"}}}"));
    }

    @Test
    void tellsEachUnknownKeyAndWhichAreKnown() {
        assertEquals(
                List.of(
                        "name: the key is not known. Use one of deadline, format, key, output, processors.",
                        "processors.a.inputs: the key is not known. Use one of after, algorithm, input, model, modelBytes,"
                                + " modelFrom, retry, timeout.",
                        "processors.a.modelBytes.bytes: the key is not known. Use one of base64, type.",
                        "processors.a.retry.attempts: the key is not known. Use one of backoff, maxAttempts, maxBackoff,"
                                + " multiplier."),
                texts(
                        "{\"format\":1,\"key\":\"k\",\"name\":1,\"processors\":{\"a\":{\"algorithm\":\"x\",\"inputs\":1,"
                                + "\"modelBytes\":{\"type\":\"a/b\",\"base64\":\"\",\"bytes\":1},\"retry\":{\"attempts\":1}}}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"each", "when", "flow", "signal"})
    void refusesKeysThatComeInALaterFormat(String key) {
        assertEquals(
                List.of("processors.a." + key + ": it comes in a later format. Leave it out; this is format 1."),
                ofMembers("\"" + key + "\":\"b\""));
        assertEquals(
                List.of(key + ": it comes in a later format. Leave it out; this is format 1."),
                texts("{\"format\":1,\"key\":\"k\",\"" + key + "\":1,\"processors\":{\"a\":{\"algorithm\":\"x\"}}}"));
    }

    @Test
    void letsAProcessorHaveAKeyThatIsReservedForMembers() {
        assertEquals(
                1,
                ProcessFlow.parse("{\"format\":1,\"key\":\"k\",\"processors\":{\"each\":{\"algorithm\":\"x\"}}}")
                        .processors()
                        .size());
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertEquals(
                List.of("key: the key stands twice. Keep one of the two."),
                texts("{\"format\":1,\"key\":\"k\",\"key\":\"l\",\"processors\":{\"a\":{\"algorithm\":\"x\"}}}"));
        assertEquals(
                List.of("processors.a: the key stands twice. Keep one of the two."),
                ofProcessors("\"a\":{\"algorithm\":\"x\"},\"a\":{\"algorithm\":\"y\"}"));
        assertEquals(
                List.of(
                        "processors.a.model.list[1].b: the key stands twice. Keep one of the two.",
                        "processors.a.model[\"a b\"]: the key stands twice. Keep one of the two.",
                        "processors.a.model[\"\"]: the key stands twice. Keep one of the two."),
                ofMembers("\"model\":{\"list\":[0,{\"b\":1,\"b\":1}],\"a b\":1,\"a b\":2,\"\":1,\"\":1}"));
        assertEquals(List.of("$[\"\"]", "$[\"\"]", "format", "key", "processors"), paths("{\"\":1,\"\":2}"));
    }

    @Test
    void refusesWrongTypesAtEachPlace() {
        assertEquals(
                List.of(
                        "key: it is a number, not a text. Name the flow with " + NAME + ".",
                        "processors.a: a processor is an object, not a number. Write {\"algorithm\": …}.",
                        "processors.b.algorithm: it is null, not a text. Name the algorithm with " + NAME + ".",
                        "processors.b.modelBytes: it is an array, not an object. Write {\"type\":"
                                + " \"application/octet-stream\", \"base64\": …}.",
                        "processors.b.after: it is a text, not an array of processor keys. Write [\"key\"].",
                        "processors.b.retry: it is a number, not an object. Write {\"maxAttempts\": 3, \"backoff\":"
                                + " \"PT1S\"}.",
                        "processors.c.after[1]: it is a number, not a processor key. Write \"key\".",
                        "processors.c.after[2]: it is null, not a processor key. Write \"key\"."),
                texts("{\"format\":1,\"key\":7,\"processors\":{\"a\":5,"
                        + "\"b\":{\"algorithm\":null,\"modelBytes\":[],\"after\":\"a\",\"retry\":3},"
                        + "\"c\":{\"algorithm\":\"x\",\"input\":\"a\",\"after\":[\"b\",1,null]}}}"));
        assertEquals(
                List.of(
                        "processors: it is an array, not an object. Write an object with each processor under its key."),
                texts("{\"format\":1,\"key\":\"k\",\"processors\":[],\"output\":\"a\"}"));
    }
}
