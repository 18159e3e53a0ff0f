package io.enginehub.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Writes a flow as minified JSON, in a fixed order of members, and leaves out what is a default. */
final class FlowWriter {
    private FlowWriter() {}

    static String write(ProcessFlow flow) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonBinding.MAPPER.createGenerator(text)) {
            out.writeStartObject();
            out.writeNumberField("format", FlowParser.FORMAT);
            out.writeStringField("key", flow.key());
            if (flow.deadline().isPresent()) {
                out.writeStringField("deadline", flow.deadline().get().toString());
            }
            out.writeObjectFieldStart("processors");
            for (Map.Entry<String, Processor> processor : flow.processors().entrySet()) {
                out.writeFieldName(processor.getKey());
                write(processor.getValue(), out);
            }
            out.writeEndObject();
            out.writeFieldName("output");
            out.writeTree(flow.output().json());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // why: memory never fails
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static void write(Processor processor, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("algorithm", processor.algorithm());
        if (processor.modelFrom().isPresent()) {
            out.writeStringField("modelFrom", processor.modelFrom().get().toString());
        } else if (!processor.model().contentType().equals(Payload.JSON)) {
            out.writeObjectFieldStart("modelBytes");
            out.writeStringField("type", processor.model().contentType());
            out.writeStringField(
                    "base64",
                    Base64.getEncoder().encodeToString(processor.model().bytes()));
            out.writeEndObject();
        } else if (!processor.model().equals(Payload.EMPTY_OBJECT)) {
            out.writeFieldName("model");
            out.writeRawValue(processor.model().text());
        }
        out.writeFieldName("input");
        out.writeTree(processor.input().json());
        if (!processor.after().isEmpty()) {
            out.writeArrayFieldStart("after");
            for (String key : processor.after()) {
                out.writeString(key);
            }
            out.writeEndArray();
        }
        if (!processor.retry().equals(Retry.DEFAULT)) {
            out.writeObjectFieldStart("retry");
            out.writeNumberField("maxAttempts", processor.retry().maxAttempts());
            out.writeStringField("backoff", processor.retry().backoff().toString());
            out.writeNumberField("multiplier", processor.retry().multiplier());
            out.writeStringField("maxBackoff", processor.retry().maxBackoff().toString());
            out.writeEndObject();
        }
        if (processor.timeout().isPresent()) {
            out.writeStringField("timeout", processor.timeout().get().toString());
        }
        out.writeEndObject();
    }
}
