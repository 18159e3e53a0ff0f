package io.enginehub.examples.walkthrough;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The comparison that a training run ends in, by model. */
final class Comparison {
    private final JsonNode table;
    private final Map<String, JsonNode> rows = new LinkedHashMap<>();

    private Comparison(JsonNode table) {
        this.table = table;
        table.get("rows").forEach(row -> rows.put(row.get(0).asText(), row));
    }

    /** Finds the first table of an output that has a column of accuracies. */
    static Comparison of(JsonNode output) {
        for (JsonNode found : output.findParents("columns")) {
            if (found.get("columns").toString().contains("accuracy")) {
                return new Comparison(found);
            }
        }
        throw new AssertionError("there is no comparison in " + output);
    }

    double value(String model, String column) {
        for (int i = 0; i < table.get("columns").size(); i++) {
            if (table.get("columns").get(i).asText().equals(column)) {
                return rows.get(model).get(i).asDouble();
            }
        }
        throw new AssertionError("there is no column " + column + " in " + table.get("columns"));
    }

    Map<String, JsonNode> rows() {
        return rows;
    }
}
