package io.enginehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * JSON whose strings are references: the shape of an input, with references in place of values. Numbers, booleans and
 * null stand for themselves, as do {@code {}} and {@code []}. At most 64 levels deep. Immutable; equal by content.
 */
public final class Shape {
    private static final int MAX_DEPTH = 64;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode json;
    private final List<Part> parts;

    /** Of JSON that {@link #parse} found to be a shape. */
    private Shape(JsonNode json) {
        this.json = json;
        this.parts = cut(json);
    }

    /**
     * A piece of a shape's text: literal JSON, then the value of a reference.
     *
     * @param reference null in the last part, which is literal only
     */
    public record Part(String literal, @Nullable Reference reference) {}

    /**
     * The value of one reference.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    public static Shape of(String reference) {
        return new Shape(text(Reference.parse(reference)));
    }

    /**
     * An array. Its items are references (strings), shapes, numbers, booleans and nulls, and lists and maps of these.
     *
     * @throws IllegalArgumentException when an item is something else; names its place
     */
    public static Shape list(@Nullable Object... items) {
        return made(node(Arrays.asList(items), FlowPath.ROOT));
    }

    /**
     * An object, with its members in the order of the map. Their values are references (strings), shapes, numbers,
     * booleans and nulls, and lists and maps of these.
     *
     * @throws IllegalArgumentException when a value is something else; names its place
     */
    public static Shape object(Map<String, ?> members) {
        return made(node(members, FlowPath.ROOT));
    }

    private static Shape made(JsonNode node) {
        Shape shape = parse(node, FlowPath.ROOT, (path, problem) -> {
            throw new IllegalArgumentException(path + ": " + problem);
        });
        return Objects.requireNonNull(shape);
    }

    private static JsonNode node(@Nullable Object value, String path) {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof Shape shape) {
            return shape.json;
        } else if (value instanceof Reference reference) {
            return text(reference);
        } else if (value instanceof String reference) {
            return NODES.textNode(reference);
        } else if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        } else if (value instanceof Number number) {
            return number(number, path);
        } else if (value instanceof Map<?, ?> members) {
            ObjectNode object = NODES.objectNode();
            members.forEach((key, member) -> {
                String name = String.valueOf(key);
                object.set(name, node(member, FlowPath.member(path, name)));
            });
            return object;
        } else if (value instanceof List<?> items) {
            ArrayNode array = NODES.arrayNode();
            items.forEach(item -> array.add(node(item, FlowPath.item(path, array.size()))));
            return array;
        }
        throw new IllegalArgumentException(path + ": a " + value.getClass().getName()
                + " is no part of a shape; use references (strings), shapes, numbers, booleans, null, lists and maps");
    }

    private static JsonNode number(Number number, String path) {
        try {
            return JsonTree.number(new BigDecimal(number.toString()).toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(path + ": " + number + " is no number in JSON", e);
        }
    }

    private static JsonNode text(Reference reference) {
        return NODES.textNode(reference.toString());
    }

    // why not the node's own text: this one is the same in UTF-8, also where a name holds half of a surrogate pair
    private static String text(JsonNode node) {
        return new String(JsonBinding.write(node), StandardCharsets.UTF_8);
    }

    /** A shape of JSON as {@link JsonTree} reads it; null, with each fault told once with its place, where there are any. */
    static @Nullable Shape parse(JsonNode json, String path, BiConsumer<String, String> faults) {
        int[] count = new int[1];
        JsonNode normal = normal(json, path, 0, (place, problem) -> {
            count[0]++;
            faults.accept(place, problem);
        });
        return count[0] == 0 ? new Shape(normal) : null;
    }

    /** The same, with each reference in its shortest form: {@code x} for {@code x#}. */
    private static JsonNode normal(JsonNode node, String path, int depth, BiConsumer<String, String> faults) {
        if (node.isContainerNode() && depth == MAX_DEPTH) {
            faults.accept(path, "it is nested more than " + MAX_DEPTH + " deep");
            return node;
        }
        if (node.isTextual()) {
            try {
                return text(Reference.parse(node.textValue()));
            } catch (IllegalArgumentException e) {
                faults.accept(path, String.valueOf(e.getMessage()));
                return node;
            }
        }
        if (node.isArray()) {
            ArrayNode array = NODES.arrayNode();
            node.forEach(item -> array.add(normal(item, FlowPath.item(path, array.size()), depth + 1, faults)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = NODES.objectNode();
            node.properties()
                    .forEach(member -> object.set(
                            member.getKey(),
                            normal(member.getValue(), FlowPath.member(path, member.getKey()), depth + 1, faults)));
            return object;
        }
        return node;
    }

    /** Tells each reference with its place, as often as it stands there. */
    void forEachReference(String path, BiConsumer<String, Reference> action) {
        visit(json, path, action);
    }

    private static void visit(JsonNode node, String path, BiConsumer<String, Reference> action) {
        if (node.isTextual()) {
            action.accept(path, Reference.parse(node.textValue()));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            visit(node.get(i), FlowPath.item(path, i), action);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            visit(member.getValue(), FlowPath.member(path, member.getKey()), action);
        }
    }

    private static List<Part> cut(JsonNode json) {
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
                        .append(text(NODES.textNode(member.getKey())))
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
            return text(replacement.apply(Reference.parse(node.textValue())));
        }
        if (node.isArray()) {
            ArrayNode array = NODES.arrayNode();
            node.forEach(item -> array.add(map(item, replacement)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = NODES.objectNode();
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
        return text(json);
    }
}
