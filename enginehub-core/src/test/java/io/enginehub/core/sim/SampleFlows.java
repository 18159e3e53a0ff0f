package io.enginehub.core.sim;

import io.enginehub.api.ProcessFlow;
import io.enginehub.core.flow.CompiledFlow;
import java.util.List;
import java.util.random.RandomGenerator;

/** Flows of several shapes, of two algorithms. A model may say how many attempts of a step fail. */
final class SampleFlows {
    private static final String QUICK = "'retry':{'maxAttempts':3,'backoff':'PT0.2S'}";
    private static final List<ProcessFlow> ALL = List.of(
            flow(
                    "chain",
                    "'a':{'algorithm':'alpha'},'b':{'algorithm':'beta','input':'a'},"
                            + "'c':{'algorithm':'alpha','input':'b'}"),
            flow(
                    "diamond",
                    "'a':{'algorithm':'alpha'},'b':{'algorithm':'beta','input':'a','model':{'m':1}},"
                            + "'c':{'algorithm':'beta','input':'a','model':{'m':2}},"
                            + "'d':{'algorithm':'alpha','input':['b','c']}"),
            flow(
                    "model-from",
                    "'fit':{'algorithm':'beta'},'use':{'algorithm':'alpha','modelFrom':'fit'},"
                            + "'score':{'algorithm':'beta','modelFrom':'fit','input':{'of':'use'}}"),
            flow(
                    "wide",
                    "'a':{'algorithm':'beta'},'b':{'algorithm':'beta'},'c':{'algorithm':'beta'},"
                            + "'d':{'algorithm':'beta','after':['a']},'e':{'algorithm':'alpha','input':['a','b','c','d']}"),
            flow(
                    "retry",
                    "'a':{'algorithm':'alpha','model':{'fails':2}," + QUICK + "},"
                            + "'b':{'algorithm':'beta','input':'a','model':{'fails':1}," + QUICK + "}"),
            flow(
                    "hopeless",
                    "'a':{'algorithm':'beta'},'b':{'algorithm':'beta','input':'a','model':{'fails':9}," + QUICK
                            + "},'c':{'algorithm':'alpha','input':'b'}"),
            flow(
                    "backoff",
                    "'a':{'algorithm':'alpha'},'b':{'algorithm':'beta','input':'a','model':{'fails':1},"
                            + "'retry':{'maxAttempts':2,'backoff':'PT4S'}}"),
            flow(
                    "time-out",
                    "'a':{'algorithm':'beta','timeout':'PT0.6S'," + QUICK + "},"
                            + "'b':{'algorithm':'alpha','input':'a','timeout':'PT0.3S'," + QUICK + "}"),
            flow("bad-model", "'a':{'algorithm':'alpha'},'b':{'algorithm':'beta','input':'a','model':{'bad':true}}"),
            flow("bad-input", "'a':{'algorithm':'alpha'},'b':{'algorithm':'beta','input':'a#/nothing'}"));

    private SampleFlows() {}

    private static ProcessFlow flow(String key, String processors) {
        return ProcessFlow.parse(
                ("{'format':1,'key':'" + key + "','processors':{" + processors + "}}").replace('\'', '"'));
    }

    static ProcessFlow any(RandomGenerator random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    static boolean isBadModel(ProcessFlow flow) {
        return flow.key().equals("bad-model");
    }

    static boolean isBadInput(ProcessFlow flow) {
        return flow.key().equals("bad-input");
    }

    /** Whether a step's input holds the whole output of another. */
    static boolean takesAll(CompiledFlow.Node node, String dependency) {
        return node.processor().input().references().stream()
                .anyMatch(reference -> reference.toString().equals(dependency));
    }
}
