package io.enginehub.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.enginehub.api.Payload;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;

/**
 * The lines that a process gets: an object of JSON each, in ASCII, so that no setting of a language can misread them.
 *
 * <p>A payload of JSON is a member as it is. For any other the type stands beside it, in {@code type}, and the member is a
 * text: of {@code text/*} the text itself, of all others the bytes in base64.
 */
final class LineWriter {
    static final int PROTOCOL = 1;

    private static final JsonFactory JSON = new JsonFactory();
    private static final String HEX = "0123456789abcdef";

    private LineWriter() {}

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    /** The first line of a process. */
    static byte[] load(String algorithm, Payload model) {
        return line(json -> {
            json.writeNumberField("id", 0);
            json.writeNumberField("protocol", PROTOCOL);
            json.writeStringField("algorithm", algorithm);
            payload(json, "model", model);
        });
    }

    /**
     * The line of an input.
     *
     * @param step what the step is known by over all attempts
     */
    static byte[] input(long id, String step, int attempt, Payload input) {
        return line(json -> {
            json.writeNumberField("id", id);
            json.writeStringField("step", step);
            json.writeNumberField("attempt", attempt);
            payload(json, "input", input);
        });
    }

    private static void payload(JsonGenerator json, String member, Payload payload) throws IOException {
        if (payload.isJson()) {
            json.writeFieldName(member);
            json.writeRawValue(payload.checked().text());
        } else {
            String text =
                    payload.isText() ? payload.text() : Base64.getEncoder().encodeToString(payload.toBytes());
            json.writeStringField(member, text);
        }
        if (!payload.contentType().equals(Payload.JSON)) {
            json.writeStringField("type", payload.contentType());
        }
    }

    private static byte[] line(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // why: nothing is written but memory
        }
        return ascii(text.getBuffer());
    }

    /** In JSON a line break is white space, and what is not of ASCII stands within a text, where it can be escaped. */
    private static byte[] ascii(CharSequence json) {
        int length = 1;
        for (int i = 0; i < json.length(); i++) {
            length += json.charAt(i) < 0x7f ? 1 : 6;
        }
        byte[] line = new byte[length];
        int at = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\n' || c == '\r') {
                line[at++] = ' ';
            } else if (c < 0x7f) {
                line[at++] = (byte) c;
            } else {
                line[at++] = '\\';
                line[at++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    line[at++] = (byte) HEX.charAt(c >> shift & 15);
                }
            }
        }
        line[at] = '\n';
        return line;
    }
}
