package io.enginehub.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes JSON for people: what fits into a line stays in one, and a long list of plain values fills its lines. A fitted
 * tree or a table of numbers then takes a screen where one value a line takes thousands.
 */
final class JsonText {
    private static final int WIDTH = 100;
    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String pretty(JsonNode json) {
        JsonText writer = new JsonText();
        writer.write(json, "", 0);
        return writer.text.toString();
    }

    /** @param used how much of the line is taken already */
    private void write(JsonNode json, String indent, int used) {
        if (!json.isContainerNode() || fits(json, WIDTH - used)) {
            text.append(flat(json));
        } else if (json.isObject()) {
            object(json, indent);
        } else if (isPlain(json)) {
            filled(json, indent);
        } else {
            array(json, indent);
        }
    }

    private void object(JsonNode object, String indent) {
        String inside = indent + STEP;
        String before = "{\n";
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = quoted(member.getKey()) + ": ";
            text.append(before).append(inside).append(name);
            write(member.getValue(), inside, inside.length() + name.length());
            before = ",\n";
        }
        text.append('\n').append(indent).append('}');
    }

    private void array(JsonNode array, String indent) {
        String inside = indent + STEP;
        String before = "[\n";
        for (JsonNode item : array) {
            text.append(before).append(inside);
            write(item, inside, inside.length());
            before = ",\n";
        }
        text.append('\n').append(indent).append(']');
    }

    private void filled(JsonNode array, String indent) {
        String inside = indent + STEP;
        text.append("[\n").append(inside);
        int column = inside.length();
        for (Iterator<JsonNode> items = array.iterator(); items.hasNext(); ) {
            String item = items.next() + (items.hasNext() ? "," : "");
            if (column > inside.length()) {
                boolean full = column + 1 + item.length() > WIDTH;
                text.append(full ? "\n" + inside : " ");
                column = full ? inside.length() : column + 1;
            }
            text.append(item);
            column += item.length();
        }
        text.append('\n').append(indent).append(']');
    }

    private static boolean isPlain(JsonNode array) {
        for (JsonNode item : array) {
            if (item.isContainerNode()) {
                return false;
            }
        }
        return true;
    }

    // why: most of a large tree does not fit, and its flat text would be made again at each level; this stops early
    private static boolean fits(JsonNode json, int room) {
        return room(json, room) >= 0;
    }

    private static int room(JsonNode json, int before) {
        if (!json.isContainerNode()) {
            return before - json.toString().length();
        }
        int room = before - 2;
        if (json.isObject()) {
            for (Map.Entry<String, JsonNode> member : json.properties()) {
                room = room < 0
                        ? room
                        : room(member.getValue(), room - quoted(member.getKey()).length() - 4);
            }
        } else {
            for (JsonNode item : json) {
                room = room < 0 ? room : room(item, room - 2);
            }
        }
        return room;
    }

    private static String flat(JsonNode json) {
        if (!json.isContainerNode() || json.isEmpty()) {
            return json.toString();
        }
        StringBuilder flat = new StringBuilder();
        if (json.isObject()) {
            for (Map.Entry<String, JsonNode> member : json.properties()) {
                flat.append(flat.length() == 0 ? "{" : ", ")
                        .append(quoted(member.getKey()))
                        .append(": ")
                        .append(flat(member.getValue()));
            }
            return flat.append('}').toString();
        }
        for (JsonNode item : json) {
            flat.append(flat.length() == 0 ? "[" : ", ").append(flat(item));
        }
        return flat.append(']').toString();
    }

    private static String quoted(String name) {
        return JsonNodeFactory.instance.textNode(name).toString();
    }
}
