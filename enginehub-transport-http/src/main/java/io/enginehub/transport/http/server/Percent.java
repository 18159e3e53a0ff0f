package io.enginehub.transport.http.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Percent-encoding (RFC 3986), read strictly, so that no two servers in a row can read it differently: what is not UTF-8
 * in its shortest form is refused, as is what no path and no text has.
 */
final class Percent {
    private Percent() {}

    /**
     * Whether a path says where it goes: no dots or slashes in disguise, no parameters, no control characters. Empty
     * segments are no fault; no route has any.
     */
    static boolean isPlainPath(String path) {
        if (!path.startsWith("/") || path.indexOf(';') >= 0) {
            return false;
        }
        for (String segment : path.substring(1).split("/", -1)) {
            Optional<String> text = decoded(segment);
            if (text.isEmpty() || text.get().equals(".") || text.get().equals("..") || !isPlainSegment(text.get())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlainSegment(String text) {
        return text.chars().noneMatch(c -> c == '/' || c == '\\' || c == ';' || Character.isISOControl(c));
    }

    /**
     * The parameters of a query, by name.
     *
     * @param query without its question mark
     * @return empty: it is malformed
     */
    static Optional<Map<String, List<String>>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.replace("+", "%20").split("=", 2);
            Optional<String> name = decoded(parts[0]);
            Optional<String> value = decoded(parts.length == 1 ? "" : parts[1]);
            if (name.isEmpty() || value.isEmpty() || value.get().indexOf(0) >= 0) {
                return Optional.empty();
            }
            parameters.computeIfAbsent(name.get(), any -> new ArrayList<>()).add(value.get());
        }
        return Optional.of(parameters);
    }

    /** The text that is meant; empty: it is malformed. */
    static Optional<String> decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                return Optional.empty();
            }
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            boolean whole = i + 2 < text.length();
            int high = whole ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = whole ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
