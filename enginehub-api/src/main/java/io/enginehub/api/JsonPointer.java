package io.enginehub.api;

import java.util.ArrayList;
import java.util.List;

/** JSON Pointer (RFC 6901), as text in its string form. */
final class JsonPointer {
    private JsonPointer() {}

    /** Throws {@link IllegalArgumentException} unless the text is a pointer. */
    static void check(String pointer) {
        if (!pointer.isEmpty() && pointer.charAt(0) != '/') {
            throw new IllegalArgumentException(
                    "a JSON Pointer starts with '/', and " + Names.quoted(pointer) + " does not");
        }
        for (int i = pointer.indexOf('~'); i >= 0; i = pointer.indexOf('~', i + 1)) {
            if (i + 1 == pointer.length() || pointer.charAt(i + 1) != '0' && pointer.charAt(i + 1) != '1') {
                throw new IllegalArgumentException("in the JSON Pointer " + Names.quoted(pointer)
                        + " a '~' stands alone; '~0' is a tilde, '~1' a slash");
            }
        }
    }

    /** The unescaped member names or indexes, from the outside in. */
    static List<String> tokens(String pointer) {
        List<String> tokens = new ArrayList<>();
        int from = 1;
        while (from <= pointer.length()) {
            int to = pointer.indexOf('/', from);
            to = to < 0 ? pointer.length() : to;
            tokens.add(pointer.substring(from, to).replace("~1", "/").replace("~0", "~"));
            from = to + 1;
        }
        return tokens;
    }

    /** One token, escaped. */
    static String escape(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }
}
