package io.enginehub.api;

/**
 * One thing that is wrong with a flow.
 *
 * @param path the place in the flow's JSON, such as {@code processors.tree.input}
 * @param problem what is wrong there
 * @param remedy what to do about it
 */
public record FlowFault(String path, String problem, String remedy) {
    @Override
    public String toString() {
        return path + ": " + problem + ". " + remedy + ".";
    }
}
