package io.enginehub.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.stream.Collectors;

/** Between JSON and Java values; the one place with a mapper. */
final class JsonBinding {
    /** The digits of the longest number that becomes a Java value; the time that takes grows with their square. */
    private static final int MAX_DIGITS = 1000;

    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(JsonScanner.LIMITS
                            .rebuild()
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(JsonScanner.MAX_DEPTH)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT) // why: 2.5 for an int would silently become 2
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private static final Readers LENIENT = new Readers(MAPPER.reader());
    private static final Readers STRICT = new Readers(MAPPER.reader(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));

    /** The readers of one mode; each type's is made once. */
    private static final class Readers extends ClassValue<ObjectReader> {
        private final ObjectReader mode;

        Readers(ObjectReader mode) {
            this.mode = mode;
        }

        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return mode.forType(type);
        }
    }

    private JsonBinding() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            String problem =
                    "A " + value.getClass().getName() + " cannot be written as JSON: " + JsonScanner.plain(e) + ".";
            throw new PayloadException(problem, e, isOfLimit(e));
        }
    }

    private static boolean isOfLimit(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StreamConstraintsException) {
                return true;
            }
        }
        return false;
    }

    /** Ignores unknown keys; for inputs and results. */
    static <T> T lenient(Payload payload, Class<T> type) {
        return read(LENIENT, payload, type);
    }

    /** Refuses unknown keys; for models. */
    static <T> T strict(Payload payload, Class<T> type) {
        boolean asItIs = type == Payload.class || type == byte[].class;
        return payload.isJson() && !asItIs ? read(STRICT, payload, type) : payload.as(type);
    }

    private static <T> T read(Readers readers, Payload payload, Class<T> type) {
        byte[] json =
                payload.checked().bytes(); // why first: broken JSON is then told in the same words wherever it is met
        try {
            T value = readers.get(type).readValue(json);
            if (value == null) {
                throw new PayloadException("The payload is JSON null, and not a " + type.getSimpleName() + ".");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw JsonScanner.broken(e);
        } catch (IOException | IllegalArgumentException e) { // why the second: BigDecimal's bounds come through as such
            String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
            throw new PayloadException(
                    "The payload is no " + type.getSimpleName() + ": " + (path.isEmpty() ? "" : "at '" + path + "': ")
                            + reason(e) + ".",
                    e,
                    isOfLimit(e));
        }
    }

    private static String reason(Exception e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            Collection<Object> known = unknown.getKnownPropertyIds();
            return known == null || known.isEmpty()
                    ? "the key is not known; none is"
                    : "the key is not known; known are "
                            + known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        }
        if (e instanceof ValueInstantiationException
                && e.getCause() instanceof Exception cause
                && cause.getMessage() != null) {
            return JsonScanner.plain(
                    cause); // why: what a record's constructor says about its values is written for people
        }
        String reason = JsonScanner.plain(e);
        return e instanceof MismatchedInputException && reason.startsWith("Cannot map `null` into type")
                ? "the value is missing or null"
                : reason;
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference part : e.getPath()) {
            path.append('/')
                    .append(part.getFieldName() == null ? part.getIndex() : JsonPointer.escape(part.getFieldName()));
        }
        return path.toString();
    }
}
