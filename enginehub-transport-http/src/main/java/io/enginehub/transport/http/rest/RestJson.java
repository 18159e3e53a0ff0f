package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
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

    /** A payload that is as deep as one may be, inside a document. */
    private static final int MAX_DEPTH = 520;

    /** why only depth: what is passed on may hold texts and numbers of any length, as it may in the engine. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // why: names are data here, and may all be different
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
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

    /** A parser of JSON that has to be looked at piece by piece. */
    static JsonParser parser(byte[] json) throws IOException {
        return FACTORY.createParser(json);
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
