package io.enginehub.cluster;

import io.enginehub.api.ProcessFlow;
import java.util.Set;

/** The flow of most tests: three steps in a row. */
final class Flows {
    static final Set<String> STEPS = Set.of("a", "b", "c");

    private Flows() {}

    /**
     * Three steps.
     *
     * @param millis what each takes
     */
    static ProcessFlow abc(int millis) {
        String model = "\",\"model\":{\"millis\":" + millis + "}";
        return ProcessFlow.parse("{\"format\":1,\"key\":\"abc\",\"processors\":{"
                + "\"a\":{\"algorithm\":\"work.a" + model + "},"
                + "\"b\":{\"algorithm\":\"work.b" + model + ",\"input\":\"a\"},"
                + "\"c\":{\"algorithm\":\"work.c" + model + ",\"input\":\"b\"}}}");
    }

    /** What {@link #abc} makes of an input. */
    static String abc(String input) {
        return input + "abc";
    }
}
