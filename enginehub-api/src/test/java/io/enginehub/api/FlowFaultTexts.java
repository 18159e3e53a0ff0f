package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

/** The faults of flows as texts, and what stands in many of them. */
final class FlowFaultTexts {
    static final String NAME = "1 to 100 characters out of a-z, A-Z, 0-9, '_', '.' and '-'";

    static final String REFER = "Refer to a processor as \"key\", to a part of its output as \"key#/pointer\", to the"
            + " process's input as \"#\"; texts that are constants belong in a model";

    private FlowFaultTexts() {}

    static List<FlowFault> faults(String json) {
        return assertThrows(InvalidFlowException.class, () -> ProcessFlow.parse(json))
                .faults();
    }

    /** The faults of a flow with these processors, as texts. */
    static List<String> ofProcessors(String processors) {
        return texts("{\"format\":1,\"key\":\"k\",\"processors\":{" + processors + "}}");
    }

    /** The faults of a flow whose one processor has these members. */
    static List<String> ofMembers(String members) {
        return ofProcessors("\"a\":{\"algorithm\":\"x\"," + members + "}");
    }

    static List<String> texts(String json) {
        return faults(json).stream().map(FlowFault::toString).toList();
    }

    static List<String> paths(String json) {
        return faults(json).stream().map(FlowFault::path).toList();
    }

    static void assertReadable(FlowFault fault) {
        for (String part :
                Stream.of(fault.path(), fault.problem(), fault.remedy()).toList()) {
            assertTrue(!part.isBlank() && !part.endsWith(".") && !part.contains("\n"), fault.toString());
        }
        assertTrue(Character.isUpperCase(fault.remedy().charAt(0)), fault.toString());
    }
}
