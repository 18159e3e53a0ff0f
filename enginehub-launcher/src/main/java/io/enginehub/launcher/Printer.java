package io.enginehub.launcher;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Prints text for people. Texts are written with line-drawing characters; where the stream's encoding cannot show those
 * they become ASCII here, in one place, so that nothing above has to know.
 */
final class Printer {
    /** One for one where width matters, so that what was aligned stays so. */
    private static final Map<Character, String> ASCII = Map.ofEntries(
            Map.entry('─', "-"),
            Map.entry('│', "|"),
            Map.entry('├', "+"),
            Map.entry('┤', "+"),
            Map.entry('┼', "+"),
            Map.entry('┴', "+"),
            Map.entry('┬', "+"),
            Map.entry('└', "+"),
            Map.entry('┘', "+"),
            Map.entry('┐', "+"),
            Map.entry('●', "*"),
            Map.entry('○', "o"),
            Map.entry('◆', "#"),
            Map.entry('★', "*"),
            Map.entry('█', "#"),
            Map.entry('░', "."),
            Map.entry('←', "<"),
            Map.entry('→', ">"),
            Map.entry('⋯', "~"),
            Map.entry('±', "~"),
            Map.entry('…', "..."));

    private final PrintStream stream;
    private final boolean unicode;

    Printer(PrintStream stream, boolean unicode) {
        this.stream = stream;
        this.unicode = unicode;
    }

    void line(String text) {
        stream.print(shown(text) + "\n");
        stream.flush();
    }

    void lines(Iterable<String> lines) {
        lines.forEach(this::line);
    }

    void emptyLine() {
        line("");
    }

    /** Text with no line end of its own, such as a redrawn view. */
    void raw(String text) {
        stream.print(shown(text));
        stream.flush();
    }

    /** JSON for scripts: UTF-8 whatever the terminal speaks (RFC 8259), and as it is. */
    void json(String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        stream.write(bytes, 0, bytes.length);
        stream.flush();
    }

    /** The stack trace of a fault, for those who asked for it. */
    void trace(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text, true));
        raw(Secrets.masked(text.toString()));
    }

    /** This printer for those who want a writer. */
    PrintWriter writer() {
        return new PrintWriter(
                new Writer() {
                    @Override
                    public void write(char[] text, int from, int length) {
                        raw(new String(text, from, length));
                    }

                    @Override
                    public void flush() {
                        stream.flush();
                    }

                    @Override
                    public void close() {} // why: the stream is the process's, and stays open
                },
                true);
    }

    private String shown(String text) {
        if (unicode) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            String ascii = ASCII.get(text.charAt(i));
            if (ascii == null) {
                shown.append(text.charAt(i));
            } else {
                shown.append(ascii);
            }
        }
        return shown.toString();
    }
}
