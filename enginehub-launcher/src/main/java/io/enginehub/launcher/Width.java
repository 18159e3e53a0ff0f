package io.enginehub.launcher;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** How many columns text takes on a terminal, and text cut to that. */
final class Width {
    /** Stands where text was cut; one column wide. */
    static final String CUT = "⋯";

    private static final Set<UnicodeScript> WIDE =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private Width() {}

    static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    /** Text of at most that width. */
    static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int room = width - 1;
        for (int c : text.codePoints().toArray()) {
            room -= of(c);
            if (room < 0) {
                break;
            }
            cut.appendCodePoint(c);
        }
        return cut.append(CUT).toString();
    }

    /** Text filled up with blanks to that width. */
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** Text on one line, and without anything that a terminal would obey. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return plain.toString();
    }

    private static int of(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean emoji = c >= 0x1F300 && c <= 0x1FAFF;
        boolean fullWidth = c >= 0xFF01 && c <= 0xFF60;
        return emoji || fullWidth || WIDE.contains(UnicodeScript.of(c)) ? 2 : 1;
    }
}
