package io.enginehub.api;

import static io.enginehub.api.FlowFaultTexts.REFER;
import static io.enginehub.api.FlowFaultTexts.ofMembers;
import static io.enginehub.api.FlowFaultTexts.ofProcessors;
import static io.enginehub.api.FlowFaultTexts.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References, what waits for itself, and outputs that are not clear. */
class FlowReferenceFaultsTest {
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
        List<String> faults = ofProcessors(processors.toString());
        assertEquals(1000, faults.size());
        assertTrue(faults.get(999).endsWith("p18, p19 and 980 more."), faults.get(999));
    }

    @Test
    void namesACycle() {
        assertEquals(
                List.of("processors.b: it waits for itself: b <- d <- c <- b. Take one of these references away."),
                ofProcessors(
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
                ofProcessors(
                        "\"a\":{\"algorithm\":\"x\",\"input\":\"b\"},\"b\":{\"algorithm\":\"x\",\"input\":\"a\"},"
                                + "\"c\":{\"algorithm\":\"x\",\"input\":[\"c\",\"a\"]},"
                                + "\"d\":{\"algorithm\":\"x\",\"input\":[\"c\",\"e\"]},\"e\":{\"algorithm\":\"x\",\"input\":\"d\"}"));
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
    void asksForAnOutputWhereItIsNotClear() {
        assertEquals(
                List.of(
                        "output: it is not clear: nobody refers to a, c. Add \"output\" with a reference to what the process"
                                + " gives."),
                ofProcessors(
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
            List<String> faults = ofProcessors(a + b);
            assertEquals(1, faults.size(), () -> faults.toString());
            assertTrue(faults.get(0).startsWith("processors.b"), faults.get(0));
        }
        assertEquals(
                List.of("outputs: the key is not known. Use one of deadline, format, key, output, processors."),
                texts("{\"format\":1,\"key\":\"k\",\"outputs\":\"a\",\"processors\":{" + a
                        + "\"b\":{\"algorithm\":\"x\"}}}"));
    }
}
