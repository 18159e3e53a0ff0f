package io.enginehub.api;

import static io.enginehub.api.FlowFaultTexts.NAME;
import static io.enginehub.api.FlowFaultTexts.faults;
import static io.enginehub.api.FlowFaultTexts.ofProcessors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How the faults of a flow are told together. */
class FlowFaultsTest {
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
        faults.forEach(FlowFaultTexts::assertReadable);
    }

    @Test
    void tellsAnUnclearOutputTogetherWithOtherFaults() {
        assertEquals(
                List.of(
                        "processors.a.timeout: 'x' is no duration. Write an ISO-8601 duration in quotes, such as \"PT5S\" for 5"
                                + " seconds.",
                        "output: it is not clear: nobody refers to a, b. Add \"output\" with a reference to what the process"
                                + " gives."),
                ofProcessors("\"a\":{\"algorithm\":\"x\",\"timeout\":\"x\"},\"b\":{\"algorithm\":\"x\"}"));
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
}
