package io.enginehub.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a line of a process. What members it has beyond those of the protocol counts for nothing. */
final class AnswerReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Limits.DEFAULTS.line())
                    .build())
            .build();
    private static final List<String> WORDS = List.of("ready", "output", "error", "log", "warn", "progress");

    private final Payload line;
    private final Map<String, Object> members = new HashMap<>();

    private AnswerReader(Payload line) {
        this.line = line;
    }

    /**
     * Reads a line.
     *
     * @throws MalformedAnswerException which says what is wrong with it
     */
    static Answer read(byte[] bytes) throws MalformedAnswerException {
        try {
            AnswerReader reader =
                    new AnswerReader(Payload.ofBytes(Payload.JSON, bytes).checked());
            reader.readMembers(bytes);
            return reader.answer();
        } catch (PayloadException | IOException e) {
            throw new MalformedAnswerException(String.valueOf(e.getMessage()));
        }
    }

    private void readMembers(byte[] bytes) throws IOException, MalformedAnswerException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedAnswerException("It is no object.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (members.put(name, value(parser, parser.nextToken())) != null) {
                    throw new MalformedAnswerException("It has '" + name + "' twice.");
                }
            }
        }
    }

    /** A text, a number or true; anything else is the token that it begins with. */
    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Double.valueOf(parser.getText());
            case VALUE_TRUE -> true;
            default -> {
                parser.skipChildren();
                yield token;
            }
        };
    }

    private Answer answer() throws MalformedAnswerException {
        List<String> words = WORDS.stream().filter(members::containsKey).toList();
        if (words.size() != 1) {
            throw new MalformedAnswerException("It has to have exactly one of " + String.join(", ", WORDS)
                    + (words.isEmpty() ? "." : ", and has " + String.join(", ", words) + "."));
        }
        Long id = id();
        return switch (words.get(0)) {
            case "ready" -> ready(id);
            case "output" -> new Answer.Output(id, output());
            case "error" -> new Answer.Fault(id, isInput(), text("error"));
            case "log" -> new Answer.Note(id, false, text("log"));
            case "warn" -> new Answer.Note(id, true, text("warn"));
            default -> new Answer.Progress(id, number("progress"));
        };
    }

    private @Nullable Long id() throws MalformedAnswerException {
        if (!members.containsKey("id")) {
            return null;
        }
        double id = number("id");
        if (id != Math.rint(id) || Math.abs(id) > 1L << 53) {
            throw new MalformedAnswerException("Its 'id' is none of a question.");
        }
        return (long) id;
    }

    private Answer ready(@Nullable Long id) throws MalformedAnswerException {
        if (!Boolean.TRUE.equals(members.get("ready"))) {
            throw new MalformedAnswerException("'ready' is true, or left out.");
        }
        return new Answer.Ready(id);
    }

    private boolean isInput() throws MalformedAnswerException {
        String kind = members.containsKey("kind") ? text("kind") : "ALGORITHM";
        return switch (kind) {
            case "INPUT" -> true;
            case "ALGORITHM" -> false;
            default -> throw new MalformedAnswerException("'kind' is INPUT or ALGORITHM.");
        };
    }

    private Payload output() throws MalformedAnswerException {
        Payload value = line.at("/output");
        if (!members.containsKey("type")) {
            return value;
        }
        try {
            Payload typed = Payload.ofBytes(text("type"), value.asBuffer());
            if (typed.isJson()) {
                return typed;
            }
            String text = text("output");
            return typed.isText()
                    ? Payload.ofText(typed.contentType(), text)
                    : Payload.ofBytes(typed.contentType(), Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new MalformedAnswerException("Its output with a 'type' is refused: " + e.getMessage());
        }
    }

    private String text(String name) throws MalformedAnswerException {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new MalformedAnswerException("'" + name + "' is a text here.");
    }

    private double number(String name) throws MalformedAnswerException {
        if (members.get(name) instanceof Double number) {
            return number;
        }
        throw new MalformedAnswerException("'" + name + "' is a number.");
    }
}
