package io.enginehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * JSON whose strings are references: the shape of an input, with references in place of values. Numbers, booleans and
 * null stand for themselves.
 */
public final class Shape {
    private static final int MAX_DEPTH = 64;

    private final JsonNode json;
    private final List<Part> parts;

    private Shape(JsonNode json) {
        this.json = json;
        this.parts = parts(json);
    }

    /**
     * A piece of a shape's text: literal JSON, then the value of a reference.
     *
     * @param reference null in the last part, which is literal only
     */
    public record Part(String literal, @Nullable Reference reference) {}

    /** The value of one reference. */
    public static Shape of(String reference) {
        return new Shape(
                JsonNodeFactory.instance.textNode(Reference.parse(reference).toString()));
    }

    /** An array of references (strings), shapes, numbers, booleans and nulls. */
    public static Shape list(Object... items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Object item : items) {
            array.add(node(item));
        }
        return new Shape(array);
    }

    /** An object whose values are references (strings), shapes, numbers, booleans and nulls. */
    public static Shape object(Map<String, ?> members) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        members.forEach((name, value) -> object.set(name, node(value)));
        return new Shape(object);
    }

    private static JsonNode node(Object value) {
        JsonNode node = value instanceof Shape shape ? shape.json : JsonBinding.MAPPER.valueToTree(value);
        check(node, "", 0, (path, problem) -> {
            throw new IllegalArgumentException(path.isEmpty() ? problem : path + ": " + problem);
        });
        return node;
    }

    /** A shape of JSON; null, with each fault told once with its place, where there are any. */
    static @Nullable Shape parse(JsonNode json, BiConsumer<String, String> faults) {
        int[] count = new int[1];
        check(json, "", 0, (path, problem) -> {
            count[0]++;
            faults.accept(path, problem);
        });
        return count[0] == 0 ? new Shape(json) : null;
    }

    private static void check(JsonNode node, String path, int depth, BiConsumer<String, String> faults) {
        if (depth > MAX_DEPTH) {
            faults.accept(path, "it is nested more than " + MAX_DEPTH + " deep");
        } else if (node.isTextual()) {
            try {
                Reference.parse(node.textValue());
            } catch (IllegalArgumentException e) {
                faults.accept(path, String.valueOf(e.getMessage()));
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), path + "[" + i + "]", depth + 1, faults);
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(member -> check(member.getValue(), path + "." + member.getKey(), depth + 1, faults));
        }
    }

    private static List<Part> parts(JsonNode json) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        collect(json, literal, parts);
        parts.add(new Part(literal.toString(), null));
        return List.copyOf(parts);
    }

    private static void collect(JsonNode node, StringBuilder literal, List<Part> parts) {
        if (node.isTextual()) {
            parts.add(new Part(literal.toString(), Reference.parse(node.textValue())));
            literal.setLength(0);
        } else if (node.isArray()) {
            String before = "[";
            for (JsonNode item : node) {
                literal.append(before);
                collect(item, literal, parts);
                before = ",";
            }
            literal.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isObject()) {
            String before = "{";
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                literal.append(before)
                        .append(JsonNodeFactory.instance.textNode(member.getKey()))
                        .append(':');
                collect(member.getValue(), literal, parts);
                before = ",";
            }
            literal.append(node.isEmpty() ? "{}" : "}");
        } else {
            literal.append(node);
        }
    }

    /** The references, in order of appearance, each once. */
    public Set<Reference> references() {
        Set<Reference> references = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part.reference() != null) {
                references.add(part.reference());
            }
        }
        return references;
    }

    /** The reference that this is, where it is nothing else: its value is passed on with its own content type. */
    public Optional<Reference> single() {
        return json.isTextual() ? Optional.ofNullable(parts.get(0).reference()) : Optional.empty();
    }

    /** The text of the shape, cut at its references. */
    public List<Part> parts() {
        return parts;
    }

    /** This shape with each reference replaced. */
    public Shape map(UnaryOperator<Reference> replacement) {
        return new Shape(map(json, replacement));
    }

    private static JsonNode map(JsonNode node, UnaryOperator<Reference> replacement) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(
                    replacement.apply(Reference.parse(node.textValue())).toString());
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(map(item, replacement)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(member -> object.set(member.getKey(), map(member.getValue(), replacement)));
            return object;
        }
        return node;
    }

    JsonNode json() {
        return json;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shape that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** The shape as JSON. */
    @Override
    public String toString() {
        return json.toString();
    }
}
