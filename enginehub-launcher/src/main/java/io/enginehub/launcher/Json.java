package io.enginehub.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.enginehub.api.Payload;
import java.util.Base64;

/**
 * Between JSON text and its tree. Numbers keep every digit, because a promoted model must predict as the fitted one did;
 * all that is lost is the sign of {@code -0.0}, which compares and adds as {@code 0.0} does.
 */
final class Json {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** Reads text that is known to be JSON. */
    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** The value that text stands for on a command line: JSON where it is JSON, else the text itself. */
    static JsonNode valueOf(String text) {
        try {
            JsonNode value = MAPPER.readTree(text);
            return value.isMissingNode() ? NODES.textNode(text) : value;
        } catch (JsonProcessingException e) {
            return NODES.textNode(text);
        }
    }

    /** A payload as a value inside a JSON document, by the rule that joins follow too. */
    static JsonNode of(Payload payload) {
        if (payload.isJson()) {
            return parse(payload.text());
        }
        if (payload.isText()) {
            return NODES.textNode(payload.text());
        }
        return NODES.objectNode()
                .put("type", payload.contentType())
                .put("base64", Base64.getEncoder().encodeToString(payload.toBytes()));
    }
}
