package io.enginehub.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process's output for people: its tables as tables, and what is left as a few lines of JSON. */
final class OutputText {
    private static final int MOST_LINES = 40;
    private static final int DEEPEST = 2;

    private final Terminal terminal;

    OutputText(Terminal terminal) {
        this.terminal = terminal;
    }

    List<String> lines(Payload output) {
        if (output.isJson()) {
            return json(Json.parse(output.text()));
        }
        return output.isText()
                ? cut(output.text().lines().map(Width::plain).toList())
                : List.of(output.size() + " bytes of " + output.contentType() + "; --output FILE keeps them");
    }

    private List<String> json(JsonNode json) {
        List<OutputTable> tables = new ArrayList<>();
        JsonNode rest = taken(json.deepCopy(), "", 0, tables);
        List<String> lines = new ArrayList<>();
        for (OutputTable table : tables) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            if (!table.title().isEmpty()) {
                lines.add(terminal.bold(Width.plain(table.title())));
            }
            lines.addAll(table.lines(terminal));
        }
        if (tables.isEmpty() || !rest.isEmpty()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(cut(JsonText.pretty(rest).lines().toList()));
        }
        return lines;
    }

    /** Takes the tables out of a value; gives what is left of it. */
    private static JsonNode taken(JsonNode json, String name, int depth, List<OutputTable> tables) {
        if (OutputTable.isTable(json)) {
            tables.add(new OutputTable(json.path("title").asText(name), json));
            return Json.NODES.objectNode();
        }
        if (depth == DEEPEST) {
            return json;
        }
        if (json instanceof ObjectNode object) {
            List<String> emptied = new ArrayList<>();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                int before = tables.size();
                JsonNode rest = taken(member.getValue(), member.getKey(), depth + 1, tables);
                if (tables.size() > before && rest.isEmpty()) {
                    emptied.add(member.getKey());
                }
            }
            object.remove(emptied);
        } else if (json.isArray() && !json.isEmpty() && isAllTables(json)) {
            json.forEach(item -> taken(item, name, depth + 1, tables));
            return Json.NODES.arrayNode();
        }
        return json;
    }

    private static boolean isAllTables(JsonNode array) {
        for (JsonNode item : array) {
            if (!OutputTable.isTable(item)) {
                return false;
            }
        }
        return true;
    }

    private List<String> cut(List<String> lines) {
        if (lines.size() <= MOST_LINES + 1) {
            return lines;
        }
        List<String> cut = new ArrayList<>(lines.subList(0, MOST_LINES));
        cut.add(terminal.dim(
                "… and " + (lines.size() - MOST_LINES) + " more lines; --output FILE or --json gives all"));
        return cut;
    }
}
