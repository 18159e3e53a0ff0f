package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.enginehub.api.ProcessId;
import java.io.IOException;
import java.time.Instant;

/**
 * Between the values of the API and JSON: a record is an object of its components, without those that are null; times,
 * ids and addresses are texts.
 */
final class RestJson {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new AsText<>(Instant.class))
                    .addDeserializer(Instant.class, new InstantOf())
                    .addSerializer(ProcessId.class, new AsText<>(ProcessId.class))
                    .addDeserializer(ProcessId.class, new ProcessIdOf()))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            // why: a later release may say more, and numbers of payloads keep all their digits
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private RestJson() {}

    static JsonNode write(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * A value out of its JSON.
     *
     * @throws JsonProcessingException when it is not such a value
     */
    static <T> T read(JsonNode json, Class<T> type) throws JsonProcessingException {
        return MAPPER.treeToValue(json, type);
    }

    /**
     * JSON out of its bytes.
     *
     * @throws IOException when it is none
     */
    static JsonNode parse(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    private static final class AsText<T> extends StdScalarSerializer<T> {
        AsText(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class InstantOf extends FromStringDeserializer<Instant> {
        InstantOf() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String value, DeserializationContext context) {
            return Instant.parse(value);
        }
    }

    private static final class ProcessIdOf extends FromStringDeserializer<ProcessId> {
        ProcessIdOf() {
            super(ProcessId.class);
        }

        @Override
        protected ProcessId _deserialize(String value, DeserializationContext context) {
            return ProcessId.parse(value);
        }
    }
}
