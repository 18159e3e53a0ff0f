package io.enginehub.api.spi.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A message taken to pieces and put together as {@code docs/wire.md} says, without the codec. */
record Bytes(String head, List<byte[]> parts) {
    static Bytes of(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        in.getInt();
        String head = new String(next(in), StandardCharsets.UTF_8);
        List<byte[]> parts = new ArrayList<>();
        while (in.hasRemaining()) {
            parts.add(next(in));
        }
        return new Bytes(head, parts);
    }

    private static byte[] next(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }

    byte[] toMessage() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'E', 'H', 'M', 1});
        write(out, head.getBytes(StandardCharsets.UTF_8));
        parts.forEach(part -> write(out, part));
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    Bytes withHead(String other) {
        return new Bytes(other, parts);
    }
}
