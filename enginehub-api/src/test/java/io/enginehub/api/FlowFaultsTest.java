package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowFaultsTest {
    private static final String NAME = "1 to 100 characters out of a-z, A-Z, 0-9, '_', '.' and '-'";
    private static final String REFER =
            "Refer to a processor as \"key\", to a part of its output as \"key#/pointer\", to the"
                    + " process's input as \"#\"; texts that are constants belong in a model";

    private static List<FlowFault> faults(String json) {
        return assertThrows(InvalidFlowException.class, () -> ProcessFlow.parse(json))
                .faults();
    }

    /** The faults of a flow with these processors, as texts. */
    private static List<String> of(String processors) {
        return texts("{\"format\":1,\"key\":\"k\",\"processors\":{" + processors + "}}");
    }

    /** The faults of a flow whose one processor has these members. */
    private static List<String> ofMembers(String members) {
        return of("\"a\":{\"algorithm\":\"x\"," + members + "}");
    }

    private static List<String> texts(String json) {
        return faults(json).stream().map(FlowFault::toString).toList();
    }

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
                of("\"a\":{}"));
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
                of("\"a\":{\"algorithm\":\"x\"},\"a\":{\"algorithm\":\"y\"}"));
        assertEquals(
                List.of(
                        "processors.a.model.list[1].b: the key stands twice. Keep one of the two.",
                        "processors.a.model[\"a b\"]: the key stands twice. Keep one of the two.",
                        "processors.a.model[\"\"]: the key stands twice. Keep one of the two."),
                ofMembers("\"model\":{\"list\":[0,{\"b\":1,\"b\":1}],\"a b\":1,\"a b\":2,\"\":1,\"\":1}"));
        assertEquals(List.of("$[\"\"]", "$[\"\"]", "format", "key", "processors"), paths("{\"\":1,\"\":2}"));
    }

    private static List<String> paths(String json) {
        return faults(json).stream().map(FlowFault::path).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a[0]", "a#b", "ä", "a\\nb", "a\\u0000"})
    void refusesBadNames(String name) {
        List<FlowFault> faults = faults("{\"format\":1,\"key\":\"" + name + "\",\"processors\":{\"" + name
                + "\":{\"algorithm\":\"" + name + "\"}}}");
        assertEquals(
                List.of("key", "processors[\"" + name + "\"]", "processors[\"" + name + "\"].algorithm"),
                faults.stream().map(FlowFault::path).toList());
        String shown = name.replace("\\n", "\uFFFD").replace("\\u0000", "\uFFFD");
        assertEquals("'" + shown + "' is no flow key", faults.get(0).problem());
        assertEquals("'" + shown + "' is no processor key", faults.get(1).problem());
        assertEquals("'" + shown + "' is no algorithm name", faults.get(2).problem());
        faults.forEach(fault -> assertEquals("Use " + NAME, fault.remedy()));
    }

    @Test
    void refusesNamesThatAreEmptyOrTooLong() {
        assertEquals(
                List.of(
                        "key: '' is no flow key. Use " + NAME + ".",
                        "processors[\"\"]: '' is no processor key. Use " + NAME + ".",
                        "processors[\"\"].algorithm: '' is no algorithm name. Use " + NAME + "."),
                texts("{\"format\":1,\"key\":\"\",\"processors\":{\"\":{\"algorithm\":\"\"}}}"));
        String name = "k".repeat(101);
        assertEquals(
                List.of("key", "processors[\"" + name + "\"]", "processors[\"" + name + "\"].algorithm"),
                paths("{\"format\":1,\"key\":\"" + name + "\",\"processors\":{\"" + name + "\":{\"algorithm\":\"" + name
                        + "\"}}}"));
    }

    @Test
    void refusesAFlowWithoutProcessors() {
        assertEquals(List.of("processors: there is none. Add at least one processor."), of(""));
    }

    @Test
    void refusesMoreThanAThousandProcessors() {
        StringBuilder processors = new StringBuilder("\"p0\":{\"algorithm\":\"x\"}");
        for (int i = 1; i <= 1000; i++) {
            processors
                    .append(",\"p")
                    .append(i)
                    .append("\":{\"algorithm\":\"x\",\"input\":\"p")
                    .append(i - 1)
                    .append("\"}");
        }
        assertEquals(
                List.of("processors: there are 1001 of them. Use at most 1000; make several flows of this one."),
                of(processors.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"\"|processors.a.input: a reference is empty; '#' alone is the process's input",
                "\"a b\"|processors.a.input: 'a b' is no processor key",
                "\"b#x\"|processors.a.input: a JSON Pointer starts with '/', and 'x' does not",
                "[\"#\",{\"t\":\"#/~\"}]|processors.a.input[1].t: in the JSON Pointer '/~' a '~' stands alone; '~0' is a tilde,"
                        + " '~1' a slash",
                "{\"x y\":[\"\"]}|processors.a.input[\"x y\"][0]: a reference is empty; '#' alone is the process's input"
            })
    void refusesMalformedReferences(String input, String fault) {
        assertEquals(List.of(fault + ". " + REFER + "."), ofMembers("\"input\":" + input));
        String member = fault.replace("processors.a.input", "output");
        assertEquals(
                List.of(member + ". " + REFER + "."),
                texts("{\"format\":1,\"key\":\"k\",\"processors\":{\"a\":{\"algorithm\":\"x\"}},\"output\":" + input
                        + "}"));
    }

    @Test
    void refusesAMalformedReferenceToAModel() {
        assertEquals(
                List.of("processors.a.modelFrom: a reference is empty; '#' alone is the process's input. " + REFER
                        + "."),
                ofMembers("\"modelFrom\":\"\""));
        assertEquals(
                List.of("processors.a.modelFrom: it is an object, not a text. " + REFER + "."),
                ofMembers("\"modelFrom\":{}"));
    }

    @Test
    void refusesAnInputThatIsNestedTooDeep() {
        assertEquals(
                List.of("processors.a.input" + "[0]".repeat(64) + ": it is nested more than 64 deep. " + REFER + "."),
                ofMembers("\"input\":" + "[".repeat(65) + "]".repeat(65)));
    }

    @Test
    void refusesReferencesToNothingAndTellsEachPlace() {
        assertEquals(
                List.of(
                        "processors.a.input.truth: there is no processor 'tre'. Refer to one of a, b.",
                        "processors.a.input.list[1]: there is no processor 'tre'. Refer to one of a, b.",
                        "processors.a.modelFrom: there is no processor 'fit'. Refer to one of a, b.",
                        "processors.a.after[1]: there is no processor 'x#/y'. Refer to one of a, b.",
                        "processors.a.after[2]: a processor key is empty. Name a processor, or leave it out.",
                        "output.n: there is no processor 'c'. Refer to one of a, b."),
                texts("{\"format\":1,\"key\":\"k\",\"processors\":{"
                        + "\"a\":{\"algorithm\":\"x\",\"input\":{\"truth\":\"tre#/a\",\"list\":[\"#\",\"tre\"]},"
                        + "\"modelFrom\":\"fit\",\"after\":[\"b\",\"x#/y\",\"\"]},"
                        + "\"b\":{\"algorithm\":\"x\"}},\"output\":{\"n\":\"c#\"}}"));
    }

    @Test
    void namesTheFirstTwentyOfManyProcessors() {
        StringBuilder processors = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            processors
                    .append(i == 0 ? "" : ",")
                    .append("\"p")
                    .append(i)
                    .append("\":{\"algorithm\":\"x\",\"input\":\"no\"}");
        }
        List<String> faults = of(processors.toString());
        assertEquals(1000, faults.size());
        assertTrue(faults.get(999).endsWith("p18, p19 and 980 more."), faults.get(999));
    }

    @Test
    void namesACycle() {
        assertEquals(
                List.of("processors.b: it waits for itself: b <- d <- c <- b. Take one of these references away."),
                of(
                        "\"a\":{\"algorithm\":\"x\",\"input\":\"b\"},\"b\":{\"algorithm\":\"x\",\"input\":[\"d#/x\"]},"
                                + "\"c\":{\"algorithm\":\"x\",\"modelFrom\":\"b\"},\"d\":{\"algorithm\":\"x\",\"after\":[\"c\"]}"));
        assertEquals(
                List.of("processors.a: it waits for itself: a <- a. Take one of these references away."),
                ofMembers("\"input\":\"a\""));
    }

    @Test
    void namesEachOfSeveralCycles() {
        assertEquals(
                List.of(
                        "processors.a: it waits for itself: a <- b <- a. Take one of these references away.",
                        "processors.c: it waits for itself: c <- c. Take one of these references away.",
                        "processors.d: it waits for itself: d <- e <- d. Take one of these references away."),
                of(
                        "\"a\":{\"algorithm\":\"x\",\"input\":\"b\"},\"b\":{\"algorithm\":\"x\",\"input\":\"a\"},"
                                + "\"c\":{\"algorithm\":\"x\",\"input\":[\"c\",\"a\"]},"
                                + "\"d\":{\"algorithm\":\"x\",\"input\":[\"c\",\"e\"]},\"e\":{\"algorithm\":\"x\",\"input\":\"d\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"5s\"|'5s'",
                "\"\"|''",
                "\"PT\"|'PT'",
                "\"P1Y\"|'P1Y'",
                "\"5\"|'5'",
                "5|'5'",
                "null|null",
                "true|true",
                "[]|an array",
                "{}|an object",
                "\"PT99999999999999999999S\"|'PT99999999999999999999S'"
            })
    void refusesBadDurations(String json, String shown) {
        String rest =
                ": " + shown + " is no duration. Write an ISO-8601 duration in quotes, such as \"PT5S\" for 5 seconds.";
        assertEquals(
                List.of(
                        "processors.a.retry.backoff" + rest,
                        "processors.a.retry.maxBackoff" + rest,
                        "processors.a.timeout" + rest,
                        "deadline" + rest),
                texts("{\"format\":1,\"key\":\"k\",\"deadline\":" + json
                        + ",\"processors\":{\"a\":{\"algorithm\":\"x\"," + "\"timeout\":" + json
                        + ",\"retry\":{\"backoff\":" + json + ",\"maxBackoff\":" + json + "}}}}"));
    }

    @Test
    void refusesDurationsOutOfBounds() {
        assertEquals(
                List.of(
                        "processors.a.retry.backoff: PT-1S is not from PT0S to PT876000H. Give a delay such as \"PT5S\" for 5"
                                + " seconds.",
                        "processors.a.retry.maxBackoff: PT876000H1S is not from PT0S to PT876000H. Give a delay such as"
                                + " \"PT5S\" for 5 seconds.",
                        "deadline: PT876000H1S is longer than PT876000H. Give a shorter one, or leave it out.",
                        "processors.a.timeout: PT0S is not positive. Give a duration such as PT30S, or leave it out."),
                texts(
                        "{\"format\":1,\"key\":\"k\",\"deadline\":\"PT876000H1S\",\"processors\":{\"a\":{\"algorithm\":\"x\","
                                + "\"timeout\":\"PT0S\",\"retry\":{\"backoff\":\"-PT1S\",\"maxBackoff\":\"PT876000H1S\"}}}}"));
        assertEquals(
                List.of("processors.a.timeout: PT-5S is not positive. Give a duration such as PT30S, or leave it out."),
                ofMembers("\"timeout\":\"PT-5S\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0|'0'",
                "1001|'1001'",
                "-1|'-1'",
                "2.5|'2.5'",
                "3.0|'3.0'",
                "4294967299|'4294967299'",
                "1e2|'1e2'",
                "\"3\"|'3'",
                "null|null",
                "true|true",
                "[3]|an array",
                "{}|an object"
            })
    void refusesBadNumbersOfAttempts(String json, String shown) {
        assertEquals(
                List.of("processors.a.retry.maxAttempts: " + shown
                        + " is no whole number from 1 to 1000. Give the number of attempts in all, such as 3."),
                ofMembers("\"retry\":{\"maxAttempts\":" + json + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0.5|'0.5'",
                "100.5|'100.5'",
                "-2|'-2'",
                "1e400|'1e400'",
                "1e99999999999|'1e99999999999'",
                "\"2\"|'2'",
                "null|null",
                "[]|an array"
            })
    void refusesBadMultipliers(String json, String shown) {
        assertEquals(
                List.of("processors.a.retry.multiplier: " + shown
                        + " is no number from 1 to 100. Give the factor by which each delay grows, such as 2."),
                ofMembers("\"retry\":{\"multiplier\":" + json + "}"));
    }

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
    void refusesBadModelBytes() {
        String write = "Write {\"type\": \"application/octet-stream\", \"base64\": …}.";
        assertEquals(
                List.of(
                        "processors.a.modelBytes.type: it is missing. " + write,
                        "processors.a.modelBytes.base64: it is a number, not a text. " + write),
                ofMembers("\"modelBytes\":{\"base64\":1}"));
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

    @Test
    void asksForAnOutputWhereItIsNotClear() {
        assertEquals(
                List.of(
                        "output: it is not clear: nobody refers to a, c. Add \"output\" with a reference to what the process"
                                + " gives."),
                of(
                        "\"a\":{\"algorithm\":\"x\"},\"b\":{\"algorithm\":\"x\"},\"c\":{\"algorithm\":\"x\",\"input\":\"b\"}"));
    }

    @Test
    void doesNotAskForAnOutputWhereAnotherFaultMayHideIt() {
        String a = "\"a\":{\"algorithm\":\"x\"},";
        for (String b : new String[] {
            "\"b\":{\"algorithm\":\"x\",\"input\":\"\"}",
            "\"b\":{\"algorithm\":\"x\",\"input\":\"aa\"}",
            "\"b\":{\"algorithm\":\"x\",\"inputs\":\"a\"}",
            "\"b\":{\"algorithm\":\"x\",\"after\":\"a\"}",
            "\"b\":{\"algorithm\":\"x\",\"modelFrom\":1}",
            "\"b\":{\"algorithm\":\"x\",\"when\":\"a\"}",
            "\"b\":[]",
            "\"b\":{\"algorithm\":\"x\",\"input\":\"b\"}"
        }) {
            List<String> faults = of(a + b);
            assertEquals(1, faults.size(), () -> faults.toString());
            assertTrue(faults.get(0).startsWith("processors.b"), faults.get(0));
        }
        assertEquals(
                List.of("outputs: the key is not known. Use one of deadline, format, key, output, processors."),
                texts("{\"format\":1,\"key\":\"k\",\"outputs\":\"a\",\"processors\":{" + a
                        + "\"b\":{\"algorithm\":\"x\"}}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"\"b\"|a text", "1|a number", "null|null", "false|false", "{}|an object", "{\"b\":\"b\"}|an object"
            })
    void refusesAnAfterThatIsNoArray(String json, String kind) {
        assertEquals(
                List.of("processors.a.after: it is " + kind + ", not an array of processor keys. Write [\"key\"]."),
                ofMembers("\"after\":" + json));
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

    @Test
    void tellsAllFaultsOfAFlowAtOnce() {
        List<FlowFault> faults = faults("""
                {
                  "format": 2,
                  "key": "a b",
                  "owner": "me",
                  "deadline": "1h",
                  "processors": {
                    "one": { "algorithm": "x", "input": "", "timeout": "PT0S" },
                    "two": { "algorithm": "y", "input": "three", "each": "a", "retry": { "maxAttempts": 0, "multiplier": 0 } },
                    "four": { "model": {}, "modelFrom": "one", "model": 1 },
                    "f/ve": { "algorithm": "x y", "after": ["two", "six"] },
                    "loop": { "algorithm": "z", "input": ["loop#/a"] }
                  },
                  "output": ["one", "seven#/x", "x#y"]
                }
                """);
        assertEquals(
                List.of(
                        "processors.four.model",
                        "owner",
                        "format",
                        "processors.one.input",
                        "processors.two.each",
                        "processors.two.retry.maxAttempts",
                        "processors.two.retry.multiplier",
                        "processors.four.algorithm",
                        "output[2]",
                        "deadline",
                        "key",
                        "processors.four.modelFrom",
                        "processors[\"f/ve\"]",
                        "processors[\"f/ve\"].algorithm",
                        "processors.one.timeout",
                        "processors.two.input",
                        "processors[\"f/ve\"].after[1]",
                        "processors.loop"),
                faults.stream().map(FlowFault::path).toList());
        faults.forEach(FlowFaultsTest::assertReadable);
    }

    @Test
    void tellsAnUnclearOutputTogetherWithOtherFaults() {
        assertEquals(
                List.of(
                        "processors.a.timeout: 'x' is no duration. Write an ISO-8601 duration in quotes, such as \"PT5S\" for 5"
                                + " seconds.",
                        "output: it is not clear: nobody refers to a, b. Add \"output\" with a reference to what the process"
                                + " gives."),
                of("\"a\":{\"algorithm\":\"x\",\"timeout\":\"x\"},\"b\":{\"algorithm\":\"x\"}"));
    }

    @Test
    void tellsTheFaultsOneALineUnderTheirNumber() {
        InvalidFlowException one = assertThrows(InvalidFlowException.class, () -> ProcessFlow.parse("1"));
        assertEquals(
                "The flow has a fault:\n  $: a flow is an object, not a number. Write {\"format\": 1, \"key\": …}.",
                one.getMessage());
        InvalidFlowException two = assertThrows(
                InvalidFlowException.class,
                () -> ProcessFlow.parse("{\"format\":2,\"key\":\"\",\"processors\":{\"a\":{\"algorithm\":\"x\"}}}"));
        assertEquals(
                "The flow has 2 faults:\n  format: '2' is no format that is known. Write \"format\": 1.\n  key: '' is no flow"
                        + " key. Use " + NAME + ".",
                two.getMessage());
    }

    @Test
    void endsEachSentenceWithOneDot() {
        assertEquals("a: b. C.", new FlowFault("a", "b.", "C.").toString());
        assertEquals("a: b. C.", new FlowFault("a", "b", "C").toString());
    }

    static void assertReadable(FlowFault fault) {
        for (String part :
                Stream.of(fault.path(), fault.problem(), fault.remedy()).toList()) {
            assertTrue(!part.isBlank() && !part.endsWith(".") && !part.contains("\n"), fault.toString());
        }
        assertTrue(Character.isUpperCase(fault.remedy().charAt(0)), fault.toString());
    }
}
