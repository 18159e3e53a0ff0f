package io.enginehub.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.api.Payload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes an output as CSV (RFC 4180, with plain line feeds), where it is a list of labels or a table in some form. */
final class CsvText {
    private static final String LABEL = "label";

    private CsvText() {}

    /** The output as CSV; empty where it has no rows and columns. */
    static Optional<String> of(Payload output) {
        if (!output.isJson()) {
            return output.isText() ? Optional.of(output.text()) : Optional.empty();
        }
        return rows(Json.parse(output.text())).map(CsvText::text);
    }

    private static Optional<List<List<String>>> rows(JsonNode json) {
        if (isPlainList(json)) {
            return Optional.of(columns(List.of(LABEL), List.of(json)));
        }
        if (isPlainList(json.path("labels"))) {
            return Optional.of(columns(List.of(json.path(LABEL).asText(LABEL)), List.of(json.get("labels"))));
        }
        if (OutputTable.isTable(json)) {
            return Optional.of(table(json));
        }
        if (isColumns(json.path("columns"))) {
            List<String> names = new ArrayList<>();
            List<JsonNode> values = new ArrayList<>();
            json.get("columns").forEach(column -> {
                names.add(column.get("name").asText());
                values.add(column.get("values"));
            });
            return Optional.of(columns(names, values));
        }
        return isRecords(json) ? Optional.of(records(json)) : Optional.empty();
    }

    private static List<List<String>> table(JsonNode json) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(cells(json.get("columns")));
        json.get("rows").forEach(row -> rows.add(cells(row)));
        return rows;
    }

    private static List<String> cells(JsonNode array) {
        List<String> cells = new ArrayList<>();
        array.forEach(cell -> cells.add(cell(cell)));
        return cells;
    }

    private static List<List<String>> columns(List<String> names, List<JsonNode> columns) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(names);
        int count = Collections.max(columns.stream().map(JsonNode::size).toList());
        for (int i = 0; i < count; i++) {
            int row = i;
            rows.add(columns.stream().map(column -> cell(column.path(row))).toList());
        }
        return rows;
    }

    private static List<List<String>> records(JsonNode json) {
        Set<String> names = new LinkedHashSet<>();
        json.forEach(record -> record.fieldNames().forEachRemaining(names::add));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.copyOf(names));
        json.forEach(record ->
                rows.add(names.stream().map(name -> cell(record.path(name))).toList()));
        return rows;
    }

    private static boolean isPlainList(JsonNode json) {
        if (!json.isArray()) {
            return false;
        }
        for (JsonNode item : json) {
            if (item.isContainerNode()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isColumns(JsonNode columns) {
        boolean all = columns.isArray() && !columns.isEmpty();
        for (JsonNode column : columns) {
            all = all && column.has("name") && isPlainList(column.path("values"));
        }
        return all;
    }

    private static boolean isRecords(JsonNode json) {
        boolean all = json.isArray() && !json.isEmpty();
        for (JsonNode item : json) {
            all = all && item.isObject();
        }
        return all;
    }

    private static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    private static String text(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(CsvText::quoted).collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining());
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
