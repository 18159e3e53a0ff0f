package io.enginehub.api;

/**
 * One thing that is wrong with a flow.
 *
 * @param path the place in the flow's JSON, such as {@code processors.tree.input.truth} or {@code
 *     processors.vote.input[1]}; {@code $} is the text as a whole. Also for a flow that was made with a builder
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

    /** Place, problem and remedy in one line, for people. */
    @Override
    public String toString() {
        return path + ": " + problem + ". " + remedy + ".";
    }
}
