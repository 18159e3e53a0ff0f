package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import java.util.Base64;

/**
 * A payload inside a document: {@code {"json": …}}, {@code {"text": …, "type": …}} or {@code {"base64": …, "type": …}}.
 */
final class PayloadJson {
    private static final String JSON = "json";
    private static final String TEXT = "text";
    private static final String BASE64 = "base64";
    private static final String TYPE = "type";

    private PayloadJson() {}

    static ObjectNode write(Payload payload) {
        ObjectNode node = RestJson.NODES.objectNode();
        if (payload.contentType().equals(Payload.JSON)) {
            // why raw: its bytes are those that it had, and it is not built to be written again
            node.putRawValue(JSON, new RawValue(payload.checked().text()));
            return node;
        }
        if (payload.isText()) {
            node.put(TEXT, payload.text());
        } else {
            node.put(BASE64, Base64.getEncoder().encodeToString(payload.toBytes()));
        }
        return node.put(TYPE, payload.contentType());
    }

    /** Its bytes as they are, whatever its type. */
    static String base64(Payload payload) {
        return RestJson.NODES
                .objectNode()
                .put(BASE64, Base64.getEncoder().encodeToString(payload.toBytes()))
                .put(TYPE, payload.contentType())
                .toString();
    }

    /** The same as text, in which JSON has the bytes that it had. */
    static String text(Payload payload) {
        return payload.contentType().equals(Payload.JSON)
                ? "{\"" + JSON + "\":" + payload.checked().text() + "}"
                : write(payload).toString();
    }

    /**
     * A payload out of a document. Its own form is read from text, so that JSON inside keeps its bytes.
     *
     * @param document a JSON object
     * @param pointer where the payload stands in it
     * @throws PayloadException when there is none, or it has no form of a payload
     */
    static Payload read(Payload document, String pointer) {
        String what = pointer.isEmpty() ? "It" : pointer;
        Members form = Members.of(document.at(pointer), pointer);
        if (form.are(JSON)) {
            return document.at(pointer + "/" + JSON);
        }
        try {
            if (form.are(TEXT, TYPE) && form.hasText(TEXT) && form.hasText(TYPE)) {
                return Payload.ofText(form.text(TYPE), form.text(TEXT));
            }
            if (form.are(BASE64, TYPE) && form.hasText(BASE64) && form.hasText(TYPE)) {
                return Payload.ofBytes(form.text(TYPE), Base64.getDecoder().decode(form.text(BASE64)));
            }
        } catch (IllegalArgumentException e) {
            throw new PayloadException(what + " is no payload: " + e.getMessage());
        }
        throw new PayloadException(what + " is no payload. Write {\"json\": …}, {\"text\": …, \"type\": …} or"
                + " {\"base64\": …, \"type\": …}.");
    }
}
