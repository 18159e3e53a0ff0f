package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The file that describes the API, with its schemas closed: a member that no schema names is a fault here, while clients
 * are told to ignore it. Values are checked by where their schema stands in the file, as a JSON Pointer.
 */
final class Described {
    private static final String BASE = "https://enginehub.example/openapi.json";

    private final JsonNode file;
    private final SchemaRegistry schemas;

    private Described(JsonNode file) {
        this.file = file;
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(BASE, file.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    static Described api() {
        try {
            JsonNode file = RestJson.parse(ApiDescription.bytes());
            close(file);
            return new Described(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(JsonNode node) {
        boolean object = node.path("type").asText().equals("object") && node.has("properties");
        if (object && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.forEach(Described::close);
    }

    // ── places in the file ──

    /** Where a part of a node stands, after following what it refers to. */
    String below(String pointer, String... names) {
        String at = pointer;
        for (String name : names) {
            at = followed(at + "/" + name.replace("~", "~0").replace("/", "~1"));
        }
        return at;
    }

    private String followed(String pointer) {
        String reference = file.at(pointer).path("$ref").asText();
        return reference.isEmpty() ? pointer : followed(reference.substring(1));
    }

    JsonNode at(String pointer) {
        return file.at(pointer);
    }

    /** The operations: each with its method in upper case, its path below the root, and where it stands. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        file.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(member -> {
                    if (!member.equals("parameters")) {
                        operations.add(new Operation(
                                member.toUpperCase(Locale.ROOT),
                                path.getKey(),
                                below("/paths", path.getKey(), member)));
                    }
                }));
        return operations;
    }

    /** One method of one path. */
    record Operation(String method, String path, String pointer) {
        String name() {
            return method + " " + path;
        }
    }

    /** Where the parameters of an operation stand: its own and those of its path. */
    List<String> parameters(Operation operation) {
        List<String> pointers = new ArrayList<>();
        for (String parent : List.of(operation.pointer(), below("/paths", operation.path()))) {
            for (int i = 0; i < file.at(parent).path("parameters").size(); i++) {
                pointers.add(below(parent, "parameters", Integer.toString(i)));
            }
        }
        return pointers;
    }

    // ── values ──

    /** What is wrong with a value; empty: nothing. */
    String faults(String schema, JsonNode value) {
        String fragment = URLEncoder.encode(schema, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("%7E", "~")
                .replace("+", "%20");
        List<Error> errors =
                schemas.getSchema(SchemaLocation.of(BASE + "#" + fragment)).validate(value);
        return errors.stream().map(Error::toString).distinct().collect(Collectors.joining("; "));
    }

    /** Texts of a parameter or header as the value that its schema is for. */
    JsonNode value(String schema, List<String> texts) {
        String type = file.at(followed(schema)).path("type").asText();
        if (type.equals("array")) {
            ArrayNode array = RestJson.NODES.arrayNode();
            texts.forEach(array::add);
            return array;
        }
        String text = String.join(",", texts);
        if (type.equals("boolean") && text.matches("true|false")) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        return type.equals("integer") && text.matches("-?\\d{1,18}")
                ? LongNode.valueOf(Long.parseLong(text))
                : TextNode.valueOf(text);
    }
}
