package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import java.io.IOException;
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
            try {
                node.set(JSON, RestJson.parse(payload.toBytes()));
                return node;
            } catch (IOException e) {
                throw new PayloadException("The payload says that it is JSON, and is not: " + e.getMessage());
            }
        }
        if (payload.isText()) {
            node.put(TEXT, payload.text());
        } else {
            node.put(BASE64, Base64.getEncoder().encodeToString(payload.toBytes()));
        }
        return node.put(TYPE, payload.contentType());
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
        JsonNode form;
        try {
            form = RestJson.parse(document.at(pointer).toBytes());
        } catch (IOException e) {
            throw new PayloadException(pointer + " is no JSON: " + e.getMessage());
        }
        if (form.has(JSON) && form.size() == 1) {
            return document.at(pointer + "/" + JSON);
        }
        String type = form.path(TYPE).asText("");
        try {
            if (form.path(TEXT).isTextual() && !type.isEmpty() && form.size() == 2) {
                return Payload.ofText(type, form.path(TEXT).asText());
            }
            if (form.path(BASE64).isTextual() && !type.isEmpty() && form.size() == 2) {
                return Payload.ofBytes(
                        type, Base64.getDecoder().decode(form.path(BASE64).asText()));
            }
        } catch (IllegalArgumentException e) {
            throw new PayloadException(pointer + " is no payload: " + e.getMessage());
        }
        throw new PayloadException(pointer + " is no payload. Write {\"json\": …}, {\"text\": …, \"type\": …} or"
                + " {\"base64\": …, \"type\": …}.");
    }
}
