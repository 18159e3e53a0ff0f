package io.enginehub.core.flow;

import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.Reference;
import io.enginehub.api.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** Puts the values of references into a shape, by concatenation: no payload is parsed. */
final class InputJoin {
    /** The most bytes that a join may have. */
    static final int MAX_BYTES = 64 << 20;

    private InputJoin() {}

    /**
     * The value of a shape.
     *
     * @param outputs gives the whole payload that a reference's processor, or the process's input, stands for
     * @throws PayloadException when a pointer finds nothing, or the join exceeds its bound
     */
    static Payload join(Shape shape, Function<String, Payload> outputs) {
        Optional<Reference> single = shape.single();
        if (single.isPresent()) {
            return resolve(single.get(), outputs);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        for (Shape.Part part : shape.parts()) {
            out.writeBytes(part.literal().getBytes(StandardCharsets.UTF_8));
            if (part.reference() != null) {
                Payload value = resolve(part.reference(), outputs);
                if ((long) out.size() + value.size() > MAX_BYTES) {
                    throw PayloadException.tooLarge("The joined input exceeds " + MAX_BYTES + " bytes.");
                }
                out.writeBytes(asJson(value));
            }
        }
        return Payload.ofBytes(Payload.JSON, out.toByteArray()).checked();
    }

    static Payload resolve(Reference reference, Function<String, Payload> outputs) {
        Payload whole = outputs.apply(reference.processor());
        try {
            return whole.at(reference.pointer());
        } catch (PayloadException e) {
            throw new PayloadException("Reference '" + reference + "': " + e.getMessage());
        }
    }

    /** Bytes inside JSON. */
    private record Encoded(String type, String base64) {}

    private static byte[] asJson(Payload value) {
        if (value.isJson()) {
            return value.toBytes();
        }
        if (value.isText()) {
            return Payload.of((Object) value.text()).toBytes();
        }
        return Payload.of(new Encoded(value.contentType(), Base64.getEncoder().encodeToString(value.toBytes())))
                .toBytes();
    }
}
