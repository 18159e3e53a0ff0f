package io.enginehub.api;

/** The grammar of keys and algorithm names. */
final class Names {
    static final String RULE = "1 to 100 of A-Z a-z 0-9 _ . -";

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
}
