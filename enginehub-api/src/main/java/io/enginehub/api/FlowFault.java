package io.enginehub.api;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with a flow, or with a cut through one.
 *
 * @param path the place in the flow's JSON, such as {@code processors.tree.input.truth} or {@code
 *     processors.vote.input[1]}; {@code $} is the text as a whole. Also for a flow that was made with a builder. Of a cut
 *     also {@code from}, {@code to} and {@code key}: what was asked for
 * @param problem what is wrong there; a sentence without its dot
 * @param remedy what to do about it; a sentence without its dot
 */
public record FlowFault(String path, String problem, String remedy) {
    public FlowFault {
        problem = withoutDot(problem);
        remedy = withoutDot(remedy);
    }

    private static String withoutDot(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** All faults of something as one text, a line for each. */
    static String all(String what, List<FlowFault> faults) {
        String count = faults.size() == 1 ? "a fault" : faults.size() + " faults";
        return faults.stream()
                .map(FlowFault::toString)
                .collect(Collectors.joining("\n  ", what + " has " + count + ":\n  ", ""));
    }

    /** Place, problem and remedy in one line, for people. */
    @Override
    public String toString() {
        return path + ": " + problem + ". " + remedy + ".";
    }
}
