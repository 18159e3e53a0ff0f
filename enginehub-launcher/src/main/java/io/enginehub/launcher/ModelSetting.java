package io.enginehub.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.ProcessFlow;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A field of a processor's model that is set for one run: {@code split.label=species}.
 *
 * @param place processor and path, with dots between
 */
record ModelSetting(String place, JsonNode value) {
    private static final String HOW = "write PROCESSOR.FIELD=VALUE, such as split.label=species";

    /**
     * Reads {@code PROCESSOR.PATH=VALUE}. A value that is JSON is taken as JSON, any other as text.
     *
     * @throws BadInputException when it has another form
     */
    static ModelSetting parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0 || text.lastIndexOf('.', equals) < 0) {
            throw new BadInputException("--set " + text + ": " + HOW);
        }
        return new ModelSetting(text.substring(0, equals), Json.valueOf(text.substring(equals + 1)));
    }

    /**
     * Sets the field.
     *
     * @param json the flow as JSON, which is changed
     * @throws BadInputException when the flow has no such processor, or nothing can be set there
     */
    void apply(ProcessFlow flow, JsonNode json) {
        String key = processor(flow.processors().keySet());
        if (!(json.path("processors").path(key) instanceof ObjectNode processor) || processor.has("modelBytes")) {
            throw fault("the model of '" + key + "' is bytes, and has no fields");
        }
        if (processor.has("modelFrom")) {
            throw fault(
                    "the model of '" + key + "' is what " + processor.get("modelFrom") + " gives; set a field there");
        }
        JsonNode model = processor.has("model") ? processor.get("model") : processor.putObject("model");
        set(model, List.of(place.substring(key.length() + 1).split("\\.", -1)));
    }

    // why the longest: keys may hold dots themselves, as those of a chain do
    private String processor(Set<String> keys) {
        return keys.stream()
                .filter(key -> place.startsWith(key + "."))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow(() -> {
                    String written = place.substring(0, place.indexOf('.'));
                    return fault("the flow has no processor '" + written + "'." + Closest.question(written, keys)
                            + " It has " + String.join(", ", keys));
                });
    }

    private void set(JsonNode model, List<String> path) {
        JsonNode at = model;
        for (int i = 0; i < path.size() - 1; i++) {
            String name = path.get(i);
            if (at instanceof ObjectNode object) {
                at = object.has(name) ? object.get(name) : object.putObject(name);
            } else {
                at = at.path(index(at, name));
            }
        }
        String last = path.get(path.size() - 1);
        if (at instanceof ObjectNode object && !last.isEmpty()) {
            object.set(last, value);
        } else if (at instanceof ArrayNode array) {
            array.set(index(array, last), value);
        } else {
            throw fault("what stands there is " + at.getNodeType().name().toLowerCase(Locale.ROOT)
                    + ", and has no field '" + last + "'");
        }
    }

    private int index(JsonNode array, String text) {
        int index = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
        if (index < 0 || index >= array.size()) {
            throw fault("'" + text + "' is no place in it; " + HOW);
        }
        return index;
    }

    private BadInputException fault(String problem) {
        return new BadInputException("--set " + place + ": " + problem);
    }
}
