package io.enginehub.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into a tree whose numbers keep the text they had, and tells the place of every key that stands twice in
 * one object.
 */
final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    // why deeper than a payload: a model that is as deep as a payload may be stands three levels down in a flow
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(JsonScanner.LIMITS
                    .rebuild()
                    .maxNestingDepth(JsonScanner.MAX_DEPTH + 3)
                    .build())
            .build();

    private final JsonParser parser;
    private final Consumer<String> duplicates;

    private JsonTree(JsonParser parser, Consumer<String> duplicates) {
        this.parser = parser;
        this.duplicates = duplicates;
    }

    /**
     * Reads a whole text.
     *
     * @param root the path of the whole
     * @throws PayloadException with line and column
     */
    static JsonNode read(String json, String root, Consumer<String> duplicates) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new PayloadException("There is no JSON: the text is empty.");
            }
            JsonNode tree = new JsonTree(parser, duplicates).value(root);
            if (parser.nextToken() != null) {
                throw JsonScanner.trailing(parser);
            }
            return tree;
        } catch (IOException e) {
            throw JsonScanner.broken(e);
        }
    }

    /** A number, from its text in JSON. */
    static JsonNode number(String text) {
        return new NumberText(text);
    }

    private JsonNode value(String path) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> array(path);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("a parser of text gave " + parser.currentToken());
        };
    }

    private ObjectNode object(String path) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String inside = FlowPath.member(path, name);
            parser.nextToken();
            JsonNode value = value(inside);
            if (object.has(name)) {
                duplicates.accept(inside);
            } else {
                object.set(name, value);
            }
        }
        return object;
    }

    private ArrayNode array(String path) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(FlowPath.item(path, array.size())));
        }
        return array;
    }

    /** A number that is neither rounded nor rewritten: what is equal in JSON text is equal, and nothing else. */
    private static final class NumberText extends ValueNode {
        private static final long serialVersionUID = 1;

        private final String text;

        NumberText(String text) {
            this.text = text;
        }

        @Override
        public JsonNodeType getNodeType() {
            return JsonNodeType.NUMBER;
        }

        @Override
        public JsonToken asToken() {
            return text.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9')
                    ? JsonToken.VALUE_NUMBER_INT
                    : JsonToken.VALUE_NUMBER_FLOAT;
        }

        @Override
        public String asText() {
            return text;
        }

        @Override
        public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(text);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NumberText that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }
}
