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

    /**
     * One of several flows of as many algorithms of the {@link Fleet}, each with three steps at different ones of them.
     *
     * @param number 0 to {@code count - 1}; the flow's key is {@code fleet-NUMBER}
     * @param millis what each step takes
     */
    static ProcessFlow fleet(int number, int count, int millis) {
        String step = "\"%s\":{\"algorithm\":\"fleet.%d\",\"model\":{\"millis\":" + millis + "},\"input\":\"%s\"}";
        return ProcessFlow.parse("{\"format\":1,\"key\":\"fleet-" + number + "\",\"processors\":{"
                + step.formatted("a", number, "#") + ","
                + step.formatted("b", (number + 1) % count, "a") + ","
                + step.formatted("c", (number + 2) % count, "b") + "}}");
    }

    /** What {@link #fleet} makes of an input. */
    static String fleet(int number, int count, String input) {
        return input + number + (number + 1) % count + (number + 2) % count;
    }
}
