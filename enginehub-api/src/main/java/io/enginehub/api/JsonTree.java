package io.enginehub.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads JSON into a tree with numbers of any size, and tells the place of every key that stands twice in one object. */
final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Consumer<String> duplicates;

    private JsonTree(JsonParser parser, Consumer<String> duplicates) {
        this.parser = parser;
        this.duplicates = duplicates;
    }

    /**
     * Reads a whole text.
     *
     * @throws PayloadException with line and column
     */
    static JsonNode read(String json, Consumer<String> duplicates) {
        try (JsonParser parser = JsonBinding.MAPPER.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new PayloadException("There is nothing: the text is empty.");
            }
            JsonNode tree = new JsonTree(parser, duplicates).value("");
            if (parser.nextToken() != null) {
                throw new PayloadException("After the JSON value comes something else, at line "
                        + parser.currentTokenLocation().getLineNr() + ".");
            }
            return tree;
        } catch (IOException e) {
            throw JsonScanner.broken(e);
        }
    }

    private JsonNode value(String path) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> array(path);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
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
            String inside = path.isEmpty() ? name : path + "." + name;
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
            array.add(value(path + "[" + array.size() + "]"));
        }
        return array;
    }
}
