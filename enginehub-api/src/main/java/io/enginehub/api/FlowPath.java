package io.enginehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Places in a flow's JSON as people read them: {@code processors.tree.input.predictions[0]}. */
final class FlowPath {
    /** The document as a whole. */
    static final String ROOT = "$";

    private FlowPath() {}

    /** The member of an object. A name that could be misread stands in brackets: {@code processors["a b"]}. */
    static String member(String path, String name) {
        if (!Names.isName(name)) {
            return path + "[" + JsonNodeFactory.instance.textNode(name) + "]";
        }
        return path.equals(ROOT) ? name : path + "." + name;
    }

    /** The item of an array. */
    static String item(String path, int index) {
        return path + "[" + index + "]";
    }
}
