package io.enginehub.api.spi.wire;

import io.enginehub.api.Payload;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The bytes of one message: a head in JSON, then parts, which are payloads as they are.
 *
 * <pre>
 *   'E' 'H' 'M' version    4 bytes
 *   length of the head     4 bytes, big-endian
 *   head                   a JSON object in UTF-8
 *   length of a part       4 bytes, big-endian  ┐ for each part,
 *   part                   bytes                ┘ to the end of the message
 * </pre>
 *
 * What exceeds a bound is refused when it is written and when it is read.
 */
public final class Frame {
    /** The version of the format; another one is refused. New members of a head are no new version. */
    public static final int VERSION = 1;
    /** Bytes of a whole message. A transport may take less. */
    public static final int MAX_MESSAGE = 256 << 20;
    /** Bytes of the head. */
    public static final int MAX_HEAD = 32 << 20;
    /** Names, values and brackets of the head: so much at most is built in memory from it. */
    public static final int MAX_TOKENS = 2_000_000;
    /** How deep the head may be. */
    public static final int MAX_DEPTH = 32;
    /** Bytes of one part. */
    public static final int MAX_PART = 128 << 20;
    /** How many parts. */
    public static final int MAX_PARTS = 65_536;

    private static final int MAGIC = 'E' << 24 | 'H' << 16 | 'M' << 8;
    private static final int START = 2 * Integer.BYTES;
    private static final int HEAD = -1;
    private static final String WHOLE = "Send the message whole";

    private Frame() {}

    static <T> byte[] write(Form<T> form, T value) {
        HeadWriter out = new HeadWriter();
        form.write(out, value);
        byte[] head = out.finish();
        List<Payload> parts = out.parts();
        atMost(MAX_HEAD, head.length, "the head", "bytes");
        atMost(MAX_TOKENS, out.tokens(), "the head", "tokens");
        atMost(MAX_PARTS, parts.size(), "the message", "parts");
        long size = START + (long) head.length;
        for (int i = 0; i < parts.size(); i++) {
            atMost(MAX_PART, parts.get(i).size(), name(i), "bytes");
            size += Integer.BYTES + parts.get(i).size();
        }
        atMost(MAX_MESSAGE, size, "the message", "bytes");
        ByteBuffer message = ByteBuffer.allocate((int) size);
        message.putInt(MAGIC | VERSION).putInt(head.length).put(head);
        parts.forEach(part -> message.putInt(part.size()).put(part.asBuffer()));
        return message.array();
    }

    static <T> T read(Form<T> form, byte[] message) {
        atMost(MAX_MESSAGE, message.length, "the message", "bytes");
        ByteBuffer in = ByteBuffer.wrap(message);
        if (in.remaining() < START) {
            throw new WireException("byte " + message.length, "it ends there, before its head", WHOLE);
        }
        int start = in.getInt();
        if ((start & ~0xFF) != MAGIC) {
            throw new WireException("byte 0", "it is no message of EngineHub", "Begin it with EHM and the version");
        }
        if ((start & 0xFF) != VERSION) {
            throw new WireException(
                    "byte 3",
                    "it has version " + (start & 0xFF) + " of the format",
                    "Send version " + VERSION + ", or bring both sides to the same release");
        }
        int head = slice(in, HEAD, MAX_HEAD).remaining();
        Parts parts = new Parts();
        while (in.hasRemaining()) {
            atMost(MAX_PARTS, parts.count() + 1, "the message", "parts");
            parts.add(slice(in, parts.count(), MAX_PART));
        }
        return form.read(HeadReader.root(HeadJson.read(message, START, head), parts));
    }

    private static ByteBuffer slice(ByteBuffer in, int part, int most) {
        if (in.remaining() < Integer.BYTES) {
            throw new WireException(name(part), "the message ends within its length", WHOLE);
        }
        long length = Integer.toUnsignedLong(in.getInt());
        if (length > most) {
            throw tooMuch(name(part), length, most, "bytes");
        }
        if (length > in.remaining()) {
            throw new WireException(
                    name(part), "it is said to have " + length + " bytes, and " + in.remaining() + " are there", WHOLE);
        }
        ByteBuffer slice = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return slice;
    }

    private static String name(int part) {
        return part == HEAD ? "the head" : "part " + part;
    }

    private static void atMost(int most, long count, String place, String unit) {
        if (count > most) {
            throw tooMuch(place, count, most, unit);
        }
    }

    private static WireException tooMuch(String place, long count, int most, String unit) {
        return new WireException(place, "it has " + count + " " + unit, "Send at most " + most + " in one message");
    }
}
