package io.enginehub.core.sim;

import io.enginehub.api.ProcessFlow;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.core.flow.CompiledFlow;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flows of several shapes. A model may say how many attempts of a step fail, and how many agents a step kills. */
final class SampleFlows {
    /** An algorithm that has no agent until all else has ended. */
    static final String LATE = "gamma";

    private static final String QUICK = "'retry':{'maxAttempts':3,'backoff':'PT0.2S'}";
    private static final String OFTEN = "'retry':{'maxAttempts':6,'backoff':'PT1S','multiplier':1}";
    private static final String SLOWLY =
            "'algorithm':'beta','model':{'flaky':1},'retry':{'maxAttempts':8,'backoff':'PT3S','multiplier':1}";
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
            flow(
                    "too-slow",
                    "'a':{'algorithm':'beta','timeout':'PT0.02S','retry':{'maxAttempts':2,'backoff':'PT0.1S'}}"),
            flow(
                    "flaky",
                    "'a':{'algorithm':'alpha','model':{'flaky':1}," + OFTEN + "},"
                            + "'b':{'algorithm':'beta','input':'a','model':{'flaky':1}," + OFTEN + "}"),
            flow("bad-model", "'a':{'algorithm':'alpha'},'b':{'algorithm':'beta','input':'a','model':{'bad':true}}"),
            flow("fragile", "'a':{'algorithm':'alpha'},'b':{'algorithm':'beta','input':'a','model':{'kills':1}}"),
            flow("bad-input", "'a':{'algorithm':'alpha'},'b':{'algorithm':'beta','input':'a#/nothing'}"));

    private static final ProcessFlow FITS_AND_USES = flow(
            "model-from",
            "'fit':{'algorithm':'beta'},'use':{'algorithm':'alpha','modelFrom':'fit'},"
                    + "'score':{'algorithm':'beta','modelFrom':'fit','input':{'of':'use'}}");
    private static final ProcessFlow PATIENT = flow(
            "patient",
            "'a':{" + SLOWLY + "},'b':{" + SLOWLY + "},'c':{" + SLOWLY
                    + "},'d':{'algorithm':'beta','input':['a','b','c']}");
    private static final ProcessFlow POISON =
            flow("poison", "'a':{'algorithm':'alpha'},'b':{'algorithm':'beta','input':'a','model':{'kills':9}}");
    private static final ProcessFlow WAITS_FOR_LATE =
            flow("late", "'a':{'algorithm':'alpha'},'b':{'algorithm':'" + LATE + "','input':'a'}");

    /** Versions of flows that are deployed. */
    private static final int DEPLOYABLE = 2;

    private SampleFlows() {}

    private static ProcessFlow flow(String key, String processors) {
        return ProcessFlow.parse(
                ("{'format':1,'key':'" + key + "','processors':{" + processors + "}}").replace('\'', '"'));
    }

    private static final Map<PlanHash, CompiledFlow> COMPILED = Stream.concat(
                    ALL.stream(), Stream.of(PATIENT, FITS_AND_USES, POISON, WAITS_FOR_LATE))
            .map(CompiledFlow::of)
            .collect(Collectors.toUnmodifiableMap(CompiledFlow::hash, flow -> flow));

    /** A plan's flow; those that are known are compiled once for all runs. */
    static CompiledFlow compiled(PlanRow plan) {
        CompiledFlow known = COMPILED.get(plan.hash());
        return known == null ? CompiledFlow.of(ProcessFlow.parse(plan.body())) : known;
    }

    static ProcessFlow any(RandomGenerator random) {
        int dice = random.nextInt(40);
        return dice == 0
                ? POISON
                : dice <= 2 ? WAITS_FOR_LATE : dice <= 5 ? FITS_AND_USES : ALL.get(random.nextInt(ALL.size()));
    }

    /** A flow that waits until all else has ended. */
    static ProcessFlow late() {
        return WAITS_FOR_LATE;
    }

    /**
     * The flow that a run has most of.
     *
     * @param agentsDie whether agents are struck more than others: then often one that tries again for long
     */
    static ProcessFlow favourite(RandomGenerator random, boolean agentsDie) {
        return random.nextInt(agentsDie ? 2 : 12) == 0 ? PATIENT : any(random);
    }

    /** A flow to deploy, of a few keys and few contents: so that the same one comes again, and another one, too. */
    static ProcessFlow deployable(RandomGenerator random) {
        return deployable(deployedKey(random), random.nextInt(3));
    }

    static ProcessFlow deployable(String key, int version) {
        return flow(
                key,
                "'a':{'algorithm':'alpha','model':{'of':'" + key + "','v':" + version + "}},"
                        + "'b':{'algorithm':'beta','input':'a','model':{'of':'" + key + "','w':" + version + "}}");
    }

    static String deployedKey(RandomGenerator random) {
        return "deployed-" + random.nextInt(DEPLOYABLE);
    }

    static boolean isLate(ProcessFlow flow) {
        return flow.key().equals(WAITS_FOR_LATE.key());
    }

    /** Whether a process of it can be promoted: from its input to {@code score}. */
    static boolean isPromotable(String flowKey) {
        return flowKey.equals(FITS_AND_USES.key());
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
