package io.enginehub.api.spi.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.PlanHash;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The head that a message should have, made of its Java values by reflection: another way than the codec's. */
final class ExpectedHead {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Where members of records stand: JSON Pointer to name. */
    final Map<String, RecordComponent> places = new LinkedHashMap<>();

    final List<Payload> parts = new ArrayList<>();
    private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();

    static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** As text, since trees tell an int from a long. */
    static JsonNode parsed(JsonNode tree) {
        return parsed(tree.toString());
    }

    JsonNode json(Object value) {
        return json(value, "");
    }

    private JsonNode json(Object value, String place) {
        if (value instanceof ProcessId || value instanceof PlanHash) {
            return json(value instanceof PlanHash plan ? plan.hex() : value.toString(), place);
        }
        if (value instanceof Record message) {
            ObjectNode object = NODES.objectNode();
            for (RecordComponent component : message.getClass().getRecordComponents()) {
                Object member = Members.of(message, component);
                if (member != null) {
                    String inside = place + "/" + component.getName();
                    places.put(inside, component);
                    object.set(component.getName(), json(member, inside));
                }
            }
            return object;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, each) -> object.set((String) key, json(each, place + "/" + key)));
            return object;
        }
        if (value instanceof Collection<?> items) {
            ArrayNode array = NODES.arrayNode();
            items.forEach(each -> array.add(json(each, place + "/" + array.size())));
            return array;
        }
        if (value instanceof Payload payload) {
            return part(value, payload);
        }
        if (value instanceof ProcessFlow flow) {
            return part(value, Payload.ofJson(flow.toJson()));
        }
        return value instanceof Long || value instanceof Integer || value instanceof Double || value instanceof Boolean
                ? MAPPER.valueToTree(value)
                : NODES.textNode(value.toString());
    }

    private ObjectNode part(Object what, Payload payload) {
        Integer number = numbers.get(what);
        if (number == null) {
            number = parts.size();
            numbers.put(what, number);
            parts.add(payload);
        }
        ObjectNode reference = NODES.objectNode().put("part", number);
        return payload.contentType().equals("application/json")
                ? reference
                : reference.put("type", payload.contentType());
    }
}
