package io.enginehub.api.spi.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** The JSON of heads: within bounds, in UTF-8, each member once. */
final class HeadJson {
    /** The member of a payload that says which part it is. */
    static final String PART = "part";
    /** The member of a payload that says its content type. */
    static final String TYPE = "type";

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Frame.MAX_DEPTH)
                    .maxTokenCount(Frame.MAX_TOKENS)
                    .maxStringLength(Frame.MAX_HEAD)
                    .maxNameLength(Frame.MAX_HEAD)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // why: names are data here, and may all be different
            // why: pairs become characters in UTF-8; the half of a pair is escaped either way, so that any text
            // survives
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    // why a mapper: it makes trees; nothing is bound to classes
    private static final ObjectReader TREES = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private HeadJson() {}

    /** The head's tree. */
    static JsonNode read(byte[] message, int offset, int length) {
        // why: the parser would take UTF-16 and UTF-32 too, which begin otherwise
        if (length < 2 || message[offset] != '{' || message[offset + 1] == 0) {
            throw new WireException("the head", "it is no JSON object", "Begin it with { and write it in UTF-8");
        }
        try {
            return TREES.readTree(message, offset, length);
        } catch (StreamConstraintsException e) {
            throw new WireException(
                    "the head",
                    "it exceeds a bound",
                    "Send at most " + Frame.MAX_TOKENS + " tokens, " + Frame.MAX_DEPTH + " deep, in one message",
                    e);
        } catch (JsonParseException e) {
            long at = e.getLocation().getByteOffset();
            throw new WireException(
                    "the head" + (at < 0 ? "" : ", byte " + at), "it is no JSON", "Write it in JSON", e);
        } catch (IOException e) {
            throw new WireException("the head", "it is no JSON object", "Write each member once, and nothing after", e);
        }
    }
}
