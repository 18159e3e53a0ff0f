package io.enginehub.core.flow;

import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.Reference;
import io.enginehub.api.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts the values of references into a shape, by concatenation: no payload is parsed. */
final class InputJoin {
    /** The most bytes that a join may have. */
    static final int MAX_BYTES = 64 << 20;

    private static final int MAX_SHOWN = 120;
    private static final String SHORT_ESCAPES = "\b\t\n\f\r";

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
        Iterator<Payload> values = values(shape, outputs).iterator();
        List<ByteBuffer> pieces = new ArrayList<>();
        long size = 0;
        for (Shape.Part part : shape.parts()) {
            size += add(ByteBuffer.wrap(part.literal().getBytes(StandardCharsets.UTF_8)), pieces);
            if (part.reference() != null) {
                size += add(asJson(values.next()), pieces);
            }
            checkSize(size);
        }
        return together(pieces, (int) size);
    }

    /** The values of the references, in order; refuses them before any is made JSON of, where that would be too large. */
    private static List<Payload> values(Shape shape, Function<String, Payload> outputs) {
        List<Payload> values = new ArrayList<>();
        long least = 0;
        for (Shape.Part part : shape.parts()) {
            least += part.literal().length();
            if (part.reference() != null) {
                Payload value = resolve(part.reference(), outputs);
                values.add(value);
                least += leastAsJson(value);
            }
            checkSize(least);
        }
        return values;
    }

    private static int add(ByteBuffer piece, List<ByteBuffer> pieces) {
        pieces.add(piece);
        return piece.remaining();
    }

    private static void checkSize(long size) {
        if (size > MAX_BYTES) {
            throw PayloadException.tooLarge("The joined value exceeds " + MAX_BYTES + " bytes.");
        }
    }

    private static Payload together(List<ByteBuffer> pieces, int size) {
        ByteBuffer all = ByteBuffer.allocate(size);
        pieces.forEach(all::put);
        return Payload.ofBytes(Payload.JSON, all.flip()).checked();
    }

    static Payload resolve(Reference reference, Function<String, Payload> outputs) {
        Payload whole = outputs.apply(reference.processor());
        try {
            return whole.at(reference.pointer());
        } catch (PayloadException e) {
            throw new PayloadException("Reference '" + shown(reference) + "': " + e.getMessage());
        }
    }

    private static String shown(Reference reference) {
        String text = reference.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    /** Bytes inside JSON. */
    private record Encoded(String type, String base64) {}

    private static ByteBuffer asJson(Payload value) {
        if (value.isJson()) {
            return value.asBuffer();
        }
        if (value.isText()) {
            return Payload.of((Object) value.text()).asBuffer();
        }
        return Payload.of(new Encoded(value.contentType(), Base64.getEncoder().encodeToString(value.toBytes())))
                .asBuffer();
    }

    /** The size of {@link #asJson} or less, without making it: a text may become six times as long, bytes a third longer. */
    private static long leastAsJson(Payload value) {
        if (value.isJson()) {
            return value.size();
        }
        return value.isText() ? leastEscaped(value.asBuffer()) : 4L * ((value.size() + 2) / 3);
    }

    private static long leastEscaped(ByteBuffer text) {
        long size = 2L + text.remaining(); // its own quotes
        while (text.hasRemaining()) {
            byte b = text.get();
            if (b == '"' || b == '\\') {
                size++;
            } else if (b >= 0 && b < ' ') {
                size += SHORT_ESCAPES.indexOf(b) >= 0 ? 1 : 5;
            }
        }
        return size;
    }
}
