package io.enginehub.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Reads JSON by streaming, without building anything: checks that bytes are one JSON value, and finds slices. */
final class JsonScanner {
    static final int MAX_DEPTH = 512;

    static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(1000)
            .build();

    private static final JsonFactory FACTORY =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();

    private JsonScanner() {}

    /**
     * Checks that the bytes are exactly one JSON value in UTF-8 of bounded depth.
     *
     * @throws PayloadException with line and column
     */
    static void scan(byte[] json) {
        checkEncoding(json);
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new PayloadException("The payload says that it is JSON, and is empty.");
            }
            parser.skipChildren();
            parser.finishToken();
            if (parser.nextToken() != null) {
                throw new PayloadException("After the JSON value comes something else, at line "
                        + parser.currentTokenLocation().getLineNr() + ", column "
                        + parser.currentTokenLocation().getColumnNr() + ".");
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /**
     * The bytes of the value that a pointer finds.
     *
     * @throws PayloadException naming the first part that is missing
     */
    static byte[] at(byte[] json, String pointer) {
        List<String> tokens = JsonPointer.tokens(pointer);
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            StringBuilder found = new StringBuilder();
            for (String token : tokens) {
                enter(parser, token, found.toString(), pointer);
                found.append('/').append(JsonPointer.escape(token));
            }
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            parser.finishToken();
            int end = (int) parser.currentLocation().getByteOffset();
            return Arrays.copyOfRange(json, start, end);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static void enter(JsonParser parser, String token, String found, String pointer) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean here = parser.currentName().equals(token);
                parser.nextToken();
                if (here) {
                    return;
                }
                parser.skipChildren();
            }
            throw new PayloadException(
                    "'" + pointer + "' finds nothing: the object at '" + found + "' has no member '" + token + "'.");
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            int index = index(token, found, pointer);
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                if (i == index) {
                    return;
                }
                parser.skipChildren();
            }
            throw new PayloadException(
                    "'" + pointer + "' finds nothing: the array at '" + found + "' has no item " + token + ".");
        }
        throw new PayloadException(
                "'" + pointer + "' finds nothing: the value at '" + found + "' is neither object nor array.");
    }

    private static int index(String token, String found, String pointer) {
        boolean digits =
                !token.isEmpty() && token.length() < 10 && token.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || token.length() > 1 && token.charAt(0) == '0') {
            throw new PayloadException("'" + pointer + "' finds nothing: the value at '" + found
                    + "' is an array, and '" + token + "' is no index.");
        }
        return Integer.parseInt(token);
    }

    private static void checkEncoding(byte[] json) {
        for (int i = 0; i < Math.min(4, json.length); i++) {
            if (json[i] == 0 || json[i] == (byte) 0xFE || json[i] == (byte) 0xFF || i == 0 && json[0] == (byte) 0xEF) {
                throw new PayloadException("JSON has to be UTF-8 without a byte order mark.");
            }
        }
    }

    static PayloadException broken(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return new PayloadException(
                    "The JSON exceeds a limit: " + firstLine(String.valueOf(e.getMessage())), e, true);
        }
        if (e instanceof JsonParseException parse) {
            return new PayloadException(
                    "The JSON is broken at line " + parse.getLocation().getLineNr() + ", column "
                            + parse.getLocation().getColumnNr() + ": " + firstLine(parse.getOriginalMessage()),
                    e,
                    false);
        }
        return new PayloadException("The JSON is broken: " + firstLine(String.valueOf(e.getMessage())), e, false);
    }

    static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
