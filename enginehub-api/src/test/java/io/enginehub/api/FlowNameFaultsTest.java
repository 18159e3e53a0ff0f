package io.enginehub.api;

import static io.enginehub.api.FlowFaultTexts.NAME;
import static io.enginehub.api.FlowFaultTexts.faults;
import static io.enginehub.api.FlowFaultTexts.ofProcessors;
import static io.enginehub.api.FlowFaultTexts.paths;
import static io.enginehub.api.FlowFaultTexts.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of flows, processors and algorithms, and how many processors there may be. */
class FlowNameFaultsTest {
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
        assertEquals(List.of("processors: there is none. Add at least one processor."), ofProcessors(""));
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
                ofProcessors(processors.toString()));
    }
}
