package io.enginehub.launcher;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/** Cuts what is written into lines, and hands each on when it is complete. */
final class LinesAbove extends OutputStream {
    private final Charset charset;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LinesAbove(Charset charset, Consumer<String> lines) {
        this.charset = charset;
        this.lines = lines;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            handOn();
        } else {
            line.write(b);
        }
    }

    /** Hands the last line on, if it did not end. */
    @Override
    public synchronized void close() {
        if (line.size() > 0) {
            handOn();
        }
    }

    private void handOn() {
        String text = line.toString(charset);
        line.reset();
        lines.accept(text);
    }
}
