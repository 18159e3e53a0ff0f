package io.enginehub.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, each up to a bound. For one thread. */
final class BoundedLines {
    private final InputStream in;
    private final int most;
    private final byte[] buffer = new byte[64 << 10];
    private int from;
    private int to;

    BoundedLines(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /** A line without its line feed; {@code cut}: it goes on beyond the bound. */
    @SuppressWarnings("ArrayRecordComponent") // why: bytes are passed on, and never compared
    record Line(byte[] bytes, boolean cut) {}

    /** The next line, which may lack its line feed at the end of the stream; null: there is none. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean any = false;
        while (fill()) {
            any = true;
            int end = lineFeed();
            int room = most - line.size();
            line.write(buffer, from, Math.min(end - from, room));
            if (end - from > room) {
                from += room;
                return new Line(line.toByteArray(), true);
            }
            from = end;
            if (end < to) {
                from++;
                return new Line(line.toByteArray(), false);
            }
        }
        return any ? new Line(line.toByteArray(), false) : null;
    }

    /** Passes over the rest of a line that was cut. */
    void skipRest() throws IOException {
        while (fill()) {
            from = lineFeed();
            if (from < to) {
                from++;
                return;
            }
        }
    }

    private int lineFeed() {
        int end = from;
        while (end < to && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Whether there is something in the buffer; waits for it. */
    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(buffer));
        }
        return from < to;
    }
}
