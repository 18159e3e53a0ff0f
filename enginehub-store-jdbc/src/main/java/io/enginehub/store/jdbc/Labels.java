package io.enginehub.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A process's labels as a JSON object; none at all are null. */
final class Labels {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private Labels() {}

    static @Nullable String write(Map<String, String> labels) {
        try {
            return labels.isEmpty() ? null : JSON.writeValueAsString(new TreeMap<>(labels));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    static Map<String, String> read(@Nullable String json) {
        try {
            return json == null ? Map.of() : JSON.readValue(json, LABELS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds labels that are no JSON object of texts: " + json, e);
        }
    }
}
