package io.enginehub.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads JSON by streaming, without building anything: checks that bytes are one JSON value, and finds slices. */
final class JsonScanner {
    static final int MAX_DEPTH = 512;

    /** Only depth is bounded: what is passed on unparsed may hold texts, names and numbers of any length. */
    static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // why: names are data here, and may all be different
            .build();

    /** What Jackson adds for programmers: where its settings are, what its tokens are called, which stream it read. */
    private static final Pattern ASIDE =
            Pattern.compile(" \\((?:set|but could|but might|not recognized as|token) [^)]*\\)"
                    + "|: enable `.*|: add Module .*|, from `[^`]*`|(?<=\\[)Source: [^;]*; ");

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
                throw trailing(parser);
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
            throw new PayloadException(Names.quoted(pointer) + " finds nothing: the object at " + place(found)
                    + " has no member " + Names.quoted(token) + ".");
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            int index = index(token, found, pointer);
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                if (i == index) {
                    return;
                }
                parser.skipChildren();
            }
            throw new PayloadException(Names.quoted(pointer) + " finds nothing: the array at " + place(found)
                    + " has no item " + token + ".");
        }
        throw new PayloadException(Names.quoted(pointer) + " finds nothing: the value at " + place(found)
                + " is neither object nor array.");
    }

    private static String place(String found) {
        return found.isEmpty() ? "the top" : Names.quoted(found);
    }

    private static int index(String token, String found, String pointer) {
        boolean digits =
                !token.isEmpty() && token.length() < 10 && token.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || token.length() > 1 && token.charAt(0) == '0') {
            throw new PayloadException(Names.quoted(pointer) + " finds nothing: the value at " + place(found)
                    + " is an array, and " + Names.quoted(token) + " is no index.");
        }
        return Integer.parseInt(token);
    }

    private static void checkEncoding(byte[] json) {
        for (int i = 0; i < Math.min(4, json.length); i++) {
            if (json[i] == 0 || json[i] == (byte) 0xFE || json[i] == (byte) 0xFF || i == 0 && json[0] == (byte) 0xEF) {
                throw new PayloadException("JSON has to be UTF-8 without a byte order mark.");
            }
        }
        // why: the parser lets overlong forms and halves of surrogate pairs pass, which others refuse or read otherwise
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(json);
        CharBuffer out = CharBuffer.allocate(Math.max(2, Math.min(8192, json.length)));
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new PayloadException("The JSON is broken at " + place(json, in.position()) + ": this is not UTF-8.");
        }
    }

    private static String place(byte[] json, int position) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < position; i++) {
            if (json[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        return "line " + line + ", column " + (position - start + 1);
    }

    static PayloadException trailing(JsonParser parser) {
        JsonLocation place = parser.currentTokenLocation();
        return new PayloadException("After the JSON value comes something else, at line " + place.getLineNr()
                + ", column " + place.getColumnNr() + ".");
    }

    static PayloadException broken(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return new PayloadException("The JSON exceeds a limit: " + plain(e) + ".", e, true);
        }
        if (e instanceof JsonParseException parse) {
            return new PayloadException(
                    "The JSON is broken at line " + parse.getLocation().getLineNr() + ", column "
                            + parse.getLocation().getColumnNr() + ": " + plain(parse) + ".",
                    e,
                    false);
        }
        return new PayloadException("The JSON is broken: " + plain(e) + ".", e, false);
    }

    /** What the exception says to people: one line, without a dot at its end. */
    static String plain(Exception e) {
        String text =
                String.valueOf(e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage());
        int end = text.indexOf('\n');
        text = ASIDE.matcher(end < 0 ? text : text.substring(0, end))
                .replaceAll("")
                .strip();
        return text.endsWith(".") || text.endsWith("?") ? text.substring(0, text.length() - 1) : text;
    }
}
