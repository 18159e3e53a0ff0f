package io.enginehub.transport.http.rest;

import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many inputs in one body: a line for each, which is JSON; lines of white space are none. */
final class InputLines {
    static final String TYPE = "application/x-ndjson";

    private InputLines() {}

    /** The inputs as they are. */
    static List<Payload> read(byte[] body) {
        List<Payload> lines = new ArrayList<>();
        int start = 0;
        for (int end = 0; end <= body.length; end++) {
            if (end == body.length || body[end] == '\n') {
                byte[] line = Arrays.copyOfRange(body, start, end);
                if (!isBlank(line)) {
                    lines.add(Payload.ofBytes(Payload.JSON, line));
                }
                start = end + 1;
            }
        }
        return lines;
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each > ' ' || each < 0) {
                return false;
            }
        }
        return true;
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
