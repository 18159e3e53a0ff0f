package io.enginehub.api;

import java.util.Collection;

/** The grammar of keys and algorithm names. */
final class Names {
    static final String RULE = "1 to 100 characters out of a-z, A-Z, 0-9, '_', '.' and '-'";

    private static final int SHOWN = 120;
    private static final int LISTED = 20;

    private Names() {}

    static boolean isName(String text) {
        if (text.isEmpty() || text.length() > 100) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!allowed && c != '_' && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** The first of many names, so that a large flow with many faults is told in a text that is not larger by its square. */
    static String listed(Collection<String> names) {
        String first = String.join(", ", names.stream().limit(LISTED).toList());
        return names.size() <= LISTED ? first : first + " and " + (names.size() - LISTED) + " more";
    }

    /** Any text in quotes, fit to stand in a message: in one line, and not longer than a line may be. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().limit(SHOWN).forEach(c -> quoted.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
        return quoted.append(text.codePointCount(0, text.length()) > SHOWN ? "…'" : "'")
                .toString();
    }
}
