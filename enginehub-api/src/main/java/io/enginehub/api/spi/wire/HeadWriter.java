package io.enginehub.api.spi.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A head while it is written, and the parts that it refers to. The same object twice is one part. */
final class HeadWriter {
    private interface Writing {
        void run() throws IOException;
    }

    private final ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    private final JsonGenerator json;
    private final List<Payload> parts = new ArrayList<>();
    private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();
    private int tokens;

    HeadWriter() {
        try {
            json = HeadJson.FACTORY.createGenerator(head);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // why: memory never fails
        }
    }

    /** The head; nothing can be added to it any more. */
    byte[] finish() {
        write(0, json::close);
        return head.toByteArray();
    }

    List<Payload> parts() {
        return parts;
    }

    int tokens() {
        return tokens;
    }

    /** A member of the object that is being written; none where there is no value. */
    <T> HeadWriter put(String name, Form<T> form, @Nullable T value) {
        if (value != null) {
            write(1, () -> json.writeFieldName(name));
            form.write(this, value);
        }
        return this;
    }

    void object(Runnable members) {
        write(1, json::writeStartObject);
        members.run();
        write(1, json::writeEndObject);
    }

    void array(Runnable items) {
        write(1, json::writeStartArray);
        items.run();
        write(1, json::writeEndArray);
    }

    void text(String text) {
        write(1, () -> json.writeString(text));
    }

    void flag(boolean flag) {
        write(1, () -> json.writeBoolean(flag));
    }

    void whole(long number) {
        write(1, () -> json.writeNumber(number));
    }

    void number(double number) {
        write(1, () -> json.writeNumber(number));
    }

    void payload(Payload payload) {
        part(payload, payload);
    }

    void flow(ProcessFlow flow) {
        Integer known = numbers.get(flow);
        part(flow, known == null ? Payload.ofText(Payload.JSON, flow.toJson()) : parts.get(known));
    }

    private void part(Object what, Payload payload) {
        Integer known = numbers.putIfAbsent(what, parts.size());
        if (known == null) {
            parts.add(payload);
        }
        int number = known == null ? parts.size() - 1 : known;
        object(() -> {
            put(HeadJson.PART, Scalars.INT, number);
            put(HeadJson.TYPE, Scalars.TEXT, payload.contentType().equals(Payload.JSON) ? null : payload.contentType());
        });
    }

    private void write(int more, Writing writing) {
        tokens += more;
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // why: memory never fails
        }
    }
}
