package io.enginehub.transport.http.rest;

import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many inputs in one text: a line for each, which is JSON; lines of white space are none. */
public final class InputLines {
    /** The content type of such a text. */
    public static final String TYPE = "application/x-ndjson";

    private InputLines() {}

    /**
     * One of the inputs.
     *
     * @param number of its line, from 1
     * @param input not looked at yet: see {@link Payload#checked}
     */
    public record Line(int number, Payload input) {}

    /** Cuts a text into its inputs. A line ends with LF, or CR and LF. */
    public static List<Line> split(byte[] text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        int start = 0;
        for (int end = 0; end <= text.length; end++) {
            if (end == text.length || text[end] == '\n') {
                number++;
                int last = end < text.length && end > start && text[end - 1] == '\r' ? end - 1 : end;
                if (!isBlank(text, start, last)) {
                    byte[] line = Arrays.copyOfRange(text, start, last);
                    lines.add(new Line(number, Payload.ofBytes(Payload.JSON, line)));
                }
                start = end + 1;
            }
        }
        return lines;
    }

    /** Whether there is nothing but white space, as JSON knows it. */
    private static boolean isBlank(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The inputs as they are. */
    static List<Payload> read(byte[] body) {
        return split(body).stream().map(Line::input).toList();
    }

    /** The inputs, of which each line tells the form as well: see {@link PayloadJson}. */
    static List<Payload> readDocuments(byte[] body) {
        List<Payload> lines = read(body);
        List<Payload> inputs = new ArrayList<>(lines.size());
        List<String> faults = new ArrayList<>();
        for (Payload line : lines) {
            try {
                inputs.add(PayloadJson.read(line.checked(), ""));
            } catch (PayloadException e) {
                faults.add("Input " + (inputs.size() + faults.size() + 1) + ": " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new PayloadException(String.join(" ", faults));
        }
        return inputs;
    }

    /** A body that {@link #readDocuments} reads. */
    static byte[] write(List<Payload> inputs) {
        StringBuilder body = new StringBuilder();
        inputs.forEach(input -> body.append(document(input)).append('\n'));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String document(Payload input) {
        boolean breaks =
                input.contentType().equals(Payload.JSON) && input.text().indexOf('\n') >= 0;
        // why base64: an input keeps its bytes, and a line of this body none of its line breaks
        return breaks ? PayloadJson.base64(input) : PayloadJson.text(input);
    }
}
