package io.enginehub.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Bytes with a content type: what flows through a flow, and what a model is. Immutable; equal by content. JSON is what
 * most payloads are; its bytes are passed on without being parsed.
 */
public final class Payload {
    public static final String JSON = "application/json";

    /** JSON null: the input of a processor that gets none. */
    public static final Payload NULL = ofJson("null");

    /** An empty JSON object: the model of a processor that has none. */
    public static final Payload EMPTY_OBJECT = ofJson("{}");

    private static final int MAX_TYPE = 200;

    private final String contentType;
    private final byte[] bytes;
    private final boolean json;

    // why: JSON is scanned once, where it enters; after that it can be joined by concatenation
    private final boolean checked;

    private Payload(String contentType, byte[] bytes, boolean checked) {
        this.contentType = contentType;
        this.bytes = bytes;
        this.json = isJson(contentType);
        this.checked = checked || !json;
    }

    /**
     * A Java value as JSON: {@code "a"} becomes {@code "\"a\""}, null JSON null, a {@code byte[]} a text in base64; a
     * payload stays as it is.
     *
     * @throws PayloadException when the value cannot be written as JSON, or is nested more than 512 deep
     */
    public static Payload of(@Nullable Object value) {
        if (value instanceof Payload payload) {
            return payload;
        }
        return value == null ? NULL : new Payload(JSON, JsonBinding.write(value), true);
    }

    /**
     * Text that is JSON.
     *
     * @throws PayloadException with line and column, when it is not
     */
    public static Payload ofJson(String json) {
        return new Payload(JSON, json.getBytes(StandardCharsets.UTF_8), false).checked();
    }

    /**
     * Text of a type such as {@code text/csv}, in UTF-8.
     *
     * @throws IllegalArgumentException unless the type is of 1 to 200 visible characters of ASCII, and spaces
     */
    public static Payload ofText(String contentType, String text) {
        return new Payload(checkedType(contentType), text.getBytes(StandardCharsets.UTF_8), false);
    }

    /**
     * Bytes of any type. They are copied; where the type is JSON they are checked when they enter an engine.
     *
     * @throws IllegalArgumentException unless the type is of 1 to 200 visible characters of ASCII, and spaces
     */
    public static Payload ofBytes(String contentType, byte[] bytes) {
        return new Payload(checkedType(contentType), bytes.clone(), false);
    }

    /** The same, of the bytes that remain in a buffer; the buffer stays as it is. */
    public static Payload ofBytes(String contentType, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return new Payload(checkedType(contentType), copy, false);
    }

    /** Bounds the type, which is no part of {@link #size}, and keeps line breaks out of it: it may become a header. */
    private static String checkedType(String contentType) {
        boolean fits = !contentType.isEmpty() && contentType.length() <= MAX_TYPE;
        for (int i = 0; fits && i < contentType.length(); i++) {
            fits = contentType.charAt(i) >= ' ' && contentType.charAt(i) <= '~';
        }
        if (!fits) {
            throw new IllegalArgumentException("a content type has 1 to " + MAX_TYPE
                    + " characters of visible ASCII, and spaces, unlike " + Names.quoted(contentType));
        }
        return contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** Whether the content type is {@code application/json} or ends in {@code +json}. */
    public boolean isJson() {
        return json;
    }

    /** Whether the content type is {@code text/*}. */
    public boolean isText() {
        return contentType.regionMatches(true, 0, "text/", 0, 5);
    }

    /** The length in bytes. */
    public int size() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The bytes, not copied and not to be written to: a new view at each call. For what passes a payload on. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** The bytes as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * This payload, known to be what its content type says: JSON is scanned, once.
     *
     * @throws PayloadException with line and column, when it says that it is JSON and is not
     */
    public Payload checked() {
        if (checked) {
            return this;
        }
        JsonScanner.scan(bytes);
        return new Payload(contentType, bytes, true);
    }

    /**
     * The value at a JSON Pointer (RFC 6901), as JSON; {@code ""} is the payload itself. The value's bytes are those it
     * has here: numbers keep all their digits, objects their white space. Where a member stands twice, the first counts.
     *
     * @throws PayloadException when this is not JSON, or nothing is there; names the first part that is missing
     * @throws IllegalArgumentException when the text is no JSON Pointer
     */
    public Payload at(String pointer) {
        JsonPointer.check(pointer);
        if (pointer.isEmpty()) {
            return this;
        }
        if (!json) {
            throw new PayloadException(
                    Names.quoted(pointer) + " finds nothing: the payload is " + contentType + ", not JSON.");
        }
        return new Payload(JSON, JsonScanner.at(checked().bytes, pointer), true);
    }

    /**
     * The payload as a Java value. {@code Payload}, {@code byte[]} and, for {@code text/*}, {@code String} take it as it
     * is; everything else reads JSON. Unknown keys are ignored; a record's missing or null primitive, a fraction for an
     * {@code int} and a text for a number are refused, as is JSON null as a whole.
     *
     * @throws PayloadException when it does not fit; names the place as a JSON Pointer
     */
    public <T> T as(Class<T> type) {
        if (type == Payload.class) {
            return type.cast(this);
        }
        if (type == byte[].class) {
            return type.cast(toBytes());
        }
        if (type == String.class && isText()) {
            return type.cast(text());
        }
        if (!json) {
            throw new PayloadException(
                    "The payload is " + contentType + ", and JSON for a " + type.getSimpleName() + " was expected.");
        }
        return JsonBinding.lenient(this, type);
    }

    byte[] bytes() {
        return bytes;
    }

    private static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
        return type.equalsIgnoreCase(JSON) || type.toLowerCase(Locale.ROOT).endsWith("+json");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload that
                && contentType.equals(that.contentType)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * contentType.hashCode() + Arrays.hashCode(bytes);
    }

    /** Type and size, never the content. */
    @Override
    public String toString() {
        return "Payload[" + contentType + ", " + bytes.length + " bytes]";
    }
}
