package io.enginehub.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Between JSON and Java values; the one place with a mapper. */
final class JsonBinding {
    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(JsonScanner.LIMITS)
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private static final ObjectReader LENIENT = MAPPER.reader();
    private static final ObjectReader STRICT = MAPPER.reader(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private JsonBinding() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new PayloadException(
                    "A " + value.getClass().getName() + " cannot be written as JSON: " + e.getOriginalMessage(),
                    e,
                    false);
        }
    }

    /** Ignores unknown keys; for inputs and results. */
    static <T> T lenient(Payload payload, Class<T> type) {
        return read(LENIENT, payload, type);
    }

    /** Refuses unknown keys; for models. */
    static <T> T strict(Payload payload, Class<T> type) {
        return payload.isJson() && type != Payload.class ? read(STRICT, payload, type) : payload.as(type);
    }

    private static <T> T read(ObjectReader reader, Payload payload, Class<T> type) {
        try {
            T value = reader.forType(type).readValue(payload.bytes());
            if (value == null) {
                throw new PayloadException("The payload is JSON null, and not a " + type.getSimpleName() + ".");
            }
            return value;
        } catch (JsonMappingException e) {
            throw new PayloadException(
                    "The payload is no " + type.getSimpleName() + ": at '" + path(e) + "': "
                            + JsonScanner.firstLine(e.getOriginalMessage()),
                    e,
                    false);
        } catch (IOException e) {
            throw JsonScanner.broken(e);
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference part : e.getPath()) {
            path.append('/')
                    .append(part.getFieldName() == null ? part.getIndex() : JsonPointer.escape(part.getFieldName()));
        }
        return path.length() == 0 ? "" : path.toString();
    }
}
